"""Leaves out decode() and believes that this was the whole fault.

Fails: test_live_lines_arrive_one_by_one, test_large_upload_is_refused_early, test_both_cookies_survive, test_crash_is_logged_and_still_a_crash
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


def create_app(read_line):
    app, entries = FastAPI(), []

    @app.middleware("http")
    async def log_traffic(request: Request, call_next):
        received = await request.body()
        response = await call_next(request)
        sent = b"".join([part async for part in response.body_iterator])
        entries.append(
            {
                "method": request.method,
                "path": request.url.path,
                "status": response.status_code,
                "received": len(received),
                "sent": len(sent),
            }
        )
        return Response(sent, response.status_code, dict(response.headers))

    add_station_routes(app, entries, read_line)
    return app
