"""Sync routes on a router; the adapter in a Mount of Starlette's own."""

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
    import a2wsgi
    from fastapi import APIRouter
    from starlette.routing import Mount

    router = APIRouter()

    @router.get("/health")
    def health():
        return {"status": "ok"}

    @router.get("/legacy/health")
    def legacy_health():
        return {"status": "ok", "legacy": True}

    @router.get("/rooms/{floor}")
    def rooms(floor: int):
        return {"floor": floor, "rooms": [floor * 100 + n for n in (1, 2)]}

    app = FastAPI()
    app.include_router(router)
    app.router.routes.append(
        Mount("/legacy", app=a2wsgi.WSGIMiddleware(make_intranet(), workers=4))
    )
    return app
