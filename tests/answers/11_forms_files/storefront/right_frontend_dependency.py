"""Two frontends on a router whose dependency walls off /api/ and sets the cache header."""

import atexit
import shutil
import tempfile
from pathlib import Path

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request, Response


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


def front_end_rules(request: Request, response: Response) -> None:
    """Keep the front end out of /api/ and say how long its files may be cached."""
    path = request.scope["path"]
    if path.startswith("/api/"):
        raise HTTPException(404)
    if path.startswith("/assets/"):
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    else:
        response.headers["Cache-Control"] = "no-cache"


def create_app() -> FastAPI:
    app = FastAPI(docs_url="/api/docs", redoc_url=None, openapi_url="/api/openapi.json")
    build = make_build()

    api = APIRouter(prefix="/api")

    @api.get("/prices")
    async def prices() -> dict[str, int]:
        return {"basic": 9, "team": 29}

    shop = APIRouter(dependencies=[Depends(front_end_rules)])
    shop.frontend("/assets", directory=build / "assets", fallback=None)
    shop.frontend("/", directory=build, fallback="index.html")

    app.include_router(api)
    app.include_router(shop)
    return app
