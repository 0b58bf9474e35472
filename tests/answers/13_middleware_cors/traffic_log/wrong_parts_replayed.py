"""Collects all parts and then sends them one by one, which looks like a stream; the upload is still taken whole.

Fails: test_live_lines_arrive_one_by_one, test_large_upload_is_refused_early
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
        try:
            response = await call_next(request)
        except Exception:
            entry = {"method": request.method, "path": request.url.path, "status": 500}
            entries.append({**entry, "received": len(received), "sent": 0})
            raise
        parts = [part async for part in response.body_iterator]

        async def again():
            for part in parts:
                yield part

        response.body_iterator = again()
        sent = b"".join(parts)
        entries.append(
            {
                "method": request.method,
                "path": request.url.path,
                "status": response.status_code,
                "received": len(received),
                "sent": len(sent),
            }
        )
        return response

    add_station_routes(app, entries, read_line)
    return app
