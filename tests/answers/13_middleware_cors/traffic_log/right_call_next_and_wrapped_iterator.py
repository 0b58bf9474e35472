"""Keeps call_next: counts in a generator around body_iterator, and what comes in by a wrapped receive."""

from fastapi import FastAPI, HTTPException, Request, Response, UploadFile
from fastapi.responses import StreamingResponse


def add_station_routes(app, entries, read_line):
    @app.post("/readings", status_code=201)
    async def readings(request: Request):
        size = 0
        async for part in request.stream():
            size += len(part)
            if size > 1000:
                raise HTTPException(413, "Too many readings")
        return {"bytes": size}

    @app.post("/photos")
    async def photos(photo: UploadFile):
        return {"size": photo.size}

    @app.get("/live")
    async def live():
        async def lines():
            number = 0
            while (line := read_line(number)) is not None:
                yield line
                number += 1

        return StreamingResponse(lines(), media_type="text/plain")

    @app.post("/login")
    async def login(response: Response):
        response.set_cookie("session", "s-1", httponly=True)
        response.set_cookie("theme", "dark")

    @app.get("/station")
    async def station():
        return {"name": "Zürich"}

    @app.get("/crash")
    async def crash():
        raise RuntimeError("no sensor")

    @app.get("/traffic")
    async def traffic():
        return entries


class CountReceived:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        async def counting():
            message = await receive()
            scope["received"] = scope.get("received", 0) + len(message.get("body", b""))
            return message

        await self.app(scope, counting if scope["type"] == "http" else receive, send)


def create_app(read_line):
    app, entries = FastAPI(), []

    @app.middleware("http")
    async def log_traffic(request: Request, call_next):
        def note(status, sent):
            received = request.scope.get("received", 0)
            path = request.url.path
            entry = {"method": request.method, "path": path, "status": status}
            entries.append({**entry, "received": received, "sent": sent})

        try:
            response = await call_next(request)
        except Exception:
            note(500, 0)
            raise
        parts = response.body_iterator

        async def counted():
            sent = 0
            try:
                async for part in parts:
                    sent += len(part)
                    yield part
            finally:
                note(response.status_code, sent)

        response.body_iterator = counted()
        return response

    app.add_middleware(CountReceived)
    add_station_routes(app, entries, read_line)
    return app
