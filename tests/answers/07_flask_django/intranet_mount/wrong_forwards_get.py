"""Forwards GET to Flask's test client: forms, links and the document suffer.

Fails: test_legacy_page_is_served_below_the_prefix, test_note_is_posted_and_listed, test_other_methods_reach_the_intranet, test_document_has_the_new_routes_only
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
    from fastapi.responses import Response as Answer

    app = FastAPI()
    intranet = make_intranet().test_client()

    @app.get("/health")
    async def health():
        return {"status": "ok"}

    @app.get("/rooms/{floor}")
    async def rooms(floor: int):
        return {"floor": floor, "rooms": [floor * 100 + 1, floor * 100 + 2]}

    @app.get("/legacy/health")
    async def legacy_health():
        return {"status": "ok", "legacy": True}

    @app.get("/legacy/{path:path}")
    def legacy(path: str):
        with intranet.get(f"/{path}") as answer:
            return Answer(answer.data, answer.status_code, dict(answer.headers))

    return app
