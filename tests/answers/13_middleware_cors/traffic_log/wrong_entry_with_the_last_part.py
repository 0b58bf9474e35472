"""Writes the entry with the last part of the body, which never comes if the client hangs up.

Fails: test_crash_is_logged_and_still_a_crash
"""

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


class TrafficLog:
    def __init__(self, app, entries):
        self.app, self.entries = app, entries

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        entry = {
            "method": scope["method"],
            "path": scope["path"],
            "status": 500,
            "received": 0,
            "sent": 0,
        }

        async def counting_receive():
            message = await receive()
            if message["type"] == "http.request":
                entry["received"] += len(message.get("body", b""))
            return message

        async def counting_send(message):
            if message["type"] == "http.response.start":
                entry["status"] = message["status"]
            elif message["type"] == "http.response.body":
                entry["sent"] += len(message.get("body", b""))
            await send(message)
            if message["type"] == "http.response.body" and not message.get("more_body"):
                self.entries.append(entry)

        await self.app(scope, counting_receive, counting_send)


def create_app(read_line):
    app, entries = FastAPI(), []
    add_station_routes(app, entries, read_line)
    return TrafficLog(app, entries)
