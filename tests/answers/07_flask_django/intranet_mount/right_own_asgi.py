"""An ASGI function around the adapter sets the prefix by itself."""

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

    class Front:
        def __init__(self, app):
            self.app = app

        async def __call__(self, scope, receive, send):
            path = scope.get("path", "")
            if scope["type"] == "http" and path.startswith("/legacy/") and path != "/legacy/health":
                scope = {**scope, "root_path": "/legacy"}
                await adapter(scope, receive, send)
            else:
                await self.app(scope, receive, send)

    app.add_middleware(Front)

    @app.get("/health")
    def health():
        return {"status": "ok"}

    @app.get("/legacy/health")
    def legacy_health():
        return {"status": "ok", "legacy": True}

    @app.get("/rooms/{floor}")
    def rooms(floor: int):
        return {"floor": floor, "rooms": [floor * 100 + 1, floor * 100 + 2]}

    return app
