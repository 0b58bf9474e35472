"""A StaticFiles subclass with fallback and cache headers, API on a mounted app."""

import atexit
import shutil
import tempfile
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.requests import Request


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


class Shop(StaticFiles):
    async def get_response(self, path, scope):
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            accept = Request(scope).headers.get("accept", "")
            if error.status_code != 404 or "text/html" not in accept:
                raise
            if path.replace("\\", "/").startswith("assets/"):
                raise
            path, response = "", await super().get_response("index.html", scope)
        asset = path.replace("\\", "/").startswith("assets/")
        response.headers["Cache-Control"] = (
            "public, max-age=31536000, immutable" if asset else "no-cache"
        )
        return response


def create_app() -> FastAPI:
    api = FastAPI()

    @api.get("/prices")
    async def prices():
        return {"basic": 9, "team": 29}

    app = FastAPI(openapi_url=None)
    app.mount("/api", api)
    app.mount("/", Shop(directory=make_build(), html=True))
    return app
