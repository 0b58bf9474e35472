"""Serves build / path without asking where it ends up, and without tags.

Fails: test_unchanged_files_are_304, test_nothing_beside_the_build_is_served
"""

import atexit
import shutil
import tempfile
from pathlib import Path

from fastapi import FastAPI


def make_build() -> Path:
    """The built front end, removed when Python ends. A secret lies next to it."""
    base = Path(tempfile.mkdtemp(prefix="shop-"))
    atexit.register(shutil.rmtree, base, ignore_errors=True)
    for name, text in {
        "build/index.html": '<!doctype html><div id="shop"></div>',
        "build/robots.txt": "User-agent: *\n",
        "build/assets/app-3f2a.js": "console.log('shop')",
        "build/assets/style-9c1d.css": "body { margin: 0 }",
        "build-old/notes.txt": "not for the public",
        "env.txt": "DB_PASSWORD=hunter2",
    }.items():
        (base / name).parent.mkdir(parents=True, exist_ok=True)
        (base / name).write_bytes(text.encode())
    return base / "build"


def create_app() -> FastAPI:
    from fastapi import HTTPException, Request
    from fastapi.responses import FileResponse
    from fastapi.staticfiles import StaticFiles

    app = FastAPI()
    build = make_build()

    @app.middleware("http")
    async def say_how_long(request: Request, call_next):
        response = await call_next(request)
        path = request.url.path
        if response.status_code in (200, 304) and not path.startswith("/api/"):
            forever = "public, max-age=31536000, immutable"
            asset = path.startswith("/assets/")
            response.headers["Cache-Control"] = forever if asset else "no-cache"
        return response

    @app.get("/api/prices")
    async def prices() -> dict[str, int]:
        return {"basic": 9, "team": 29}

    @app.get("/api/{rest:path}", include_in_schema=False)
    async def no_such_route(rest: str) -> None:
        raise HTTPException(404)

    app.mount("/assets", StaticFiles(directory=build / "assets"))

    @app.get("/{path:path}", include_in_schema=False)
    def anything(path: str, request: Request) -> FileResponse:
        file = build / path
        if file.is_file():
            return FileResponse(file)
        if path and "text/html" not in request.headers.get("accept", ""):
            raise HTTPException(404)
        return FileResponse(build / "index.html")

    return app
