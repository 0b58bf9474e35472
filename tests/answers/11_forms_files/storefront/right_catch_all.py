"""One catch-all route that decides everything, without frontend or mount."""

import atexit
import shutil
import tempfile
from pathlib import Path

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import FileResponse


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
    app = FastAPI()
    build = make_build().resolve()

    @app.get("/api/prices")
    def prices():
        return {"basic": 9, "team": 29}

    @app.get("/{path:path}", include_in_schema=False)
    def anything(path: str, request: Request):
        if path.startswith("api/"):
            raise HTTPException(404)
        try:
            file = (build / (path or "index.html")).resolve()
            found = file.is_relative_to(build) and file.is_file()
        except (OSError, ValueError):
            found = False
        if not found:
            browser = "text/html" in request.headers.get("accept", "")
            if path.startswith("assets/") or not browser:
                raise HTTPException(404)
            file = build / "index.html"
        asset = file.is_relative_to(build / "assets")
        kept = "public, max-age=31536000, immutable" if asset else "no-cache"
        response = FileResponse(file, headers={"Cache-Control": kept}, stat_result=file.stat())
        if request.headers.get("if-none-match") == response.headers["etag"]:
            return Response(status_code=304, headers={"ETag": response.headers["etag"]})
        return response

    return app
