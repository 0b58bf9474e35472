"""A function around the app, outside of ServerErrorMiddleware."""

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


def create_app(read_line):
    app, entries = FastAPI(), []
    add_station_routes(app, entries, read_line)

    async def logged(scope, receive, send):
        if scope["type"] != "http":
            return await app(scope, receive, send)
        taken, given, status = [], [], [500]

        async def take():
            message = await receive()
            taken.append(len(message.get("body") or b""))
            return message

        async def give(message):
            if message["type"] == "http.response.start":
                status[0] = message["status"]
            given.append(len(message.get("body") or b""))
            await send(message)

        try:
            await app(scope, take, give)
        finally:
            entry = dict(method=scope["method"], path=scope["path"], status=status[0])
            entries.append(entry | dict(received=sum(taken), sent=sum(given)))

    return logged
