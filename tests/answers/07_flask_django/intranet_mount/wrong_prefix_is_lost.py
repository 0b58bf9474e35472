"""Cuts the prefix off without telling the intranet: its links lead nowhere.

Fails: test_legacy_page_is_served_below_the_prefix, test_note_is_posted_and_listed
"""

from fastapi import FastAPI
from flask import Flask, Response, redirect, request, url_for


def make_intranet() -> Flask:
    """The legacy application. Leave it as it is."""
    intranet = Flask("intranet")
    notes, free_slots = [], ["slot"]

    @intranet.get("/")
    def index():
        return f'<a href="{url_for("list_notes")}">notes</a>'

    @intranet.get("/notes")
    def list_notes():
        return {"notes": notes, "author": request.headers.get("X-Author")}

    @intranet.post("/notes")
    def add_note():
        notes.append(request.form["text"])
        return redirect(url_for("list_notes"), 303)

    @intranet.get("/exports/<name>")
    def export(name):
        if not free_slots:
            return {"error": "another export is under way"}, 503
        slot = free_slots.pop()
        lines = (f"{name},{number}\n" for number in range(3))
        response = Response(lines, mimetype="text/csv")
        response.call_on_close(lambda: free_slots.append(slot))
        return response

    return intranet


def create_app() -> FastAPI:
    from a2wsgi import WSGIMiddleware

    app = FastAPI()
    adapter = WSGIMiddleware(make_intranet())

    async def without_prefix(scope, receive, send):
        path = scope["path"].removeprefix("/legacy") or "/"
        await adapter({**scope, "path": path, "root_path": ""}, receive, send)

    @app.get("/health")
    async def health():
        return {"status": "ok"}

    @app.get("/rooms/{floor}")
    async def rooms(floor: int):
        return {"floor": floor, "rooms": [floor * 100 + 1, floor * 100 + 2]}

    @app.get("/legacy/health")
    async def legacy_health():
        return {"status": "ok", "legacy": True}

    app.mount("/legacy", without_prefix)
    return app
