"""A subclass of FastAPI whose __call__ counts; the entry is written after the last message."""

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


class Station(FastAPI):
    def __init__(self, entries):
        super().__init__()
        self.entries = entries

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        counts = {"received": 0, "sent": 0, "status": 500}

        async def counted_receive():
            message = await receive()
            if message["type"] == "http.request":
                counts["received"] += len(message.get("body", b""))
            return message

        async def counted_send(message):
            if message["type"] == "http.response.body":
                counts["sent"] += len(message.get("body", b""))
            elif message["type"] == "http.response.start":
                counts["status"] = message["status"]
            await send(message)

        error = None
        try:
            await super().__call__(scope, counted_receive, counted_send)
        except Exception as caught:
            error = caught
        self.entries.append({"method": scope["method"], "path": scope["path"], **counts})
        if error is not None:
            raise error


def create_app(read_line):
    entries = []
    app = Station(entries)
    add_station_routes(app, entries, read_line)
    return app
