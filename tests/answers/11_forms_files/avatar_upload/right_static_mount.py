"""Serves the folder with StaticFiles and adds nosniff in a middleware; router style."""

import atexit
import shutil
import tempfile
from pathlib import Path

from fastapi import APIRouter, FastAPI, Request, UploadFile


def new_folder() -> Path:
    """An empty folder, removed when Python ends."""
    folder = tempfile.mkdtemp(prefix="avatars-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def create_app() -> FastAPI:
    from datetime import UTC, datetime
    from itertools import count

    from fastapi.responses import JSONResponse
    from fastapi.staticfiles import StaticFiles

    folder, numbers = new_folder(), count(1)
    router = APIRouter(prefix="/avatars")

    @router.post("", status_code=201, max_body_size=3_000_000)
    def add(image: UploadFile):
        content = image.file.read(1_048_577)
        if len(content) > 1_048_576:
            return JSONResponse({"detail": "too large"}, 413)
        if content.startswith(b"\x89PNG\r\n\x1a\n"):
            kind, extension = "image/png", "png"
        elif content.startswith(b"\xff\xd8\xff"):
            kind, extension = "image/jpeg", "jpg"
        else:
            return JSONResponse({"detail": "no image"}, 415)
        name = f"{datetime.now(UTC):%Y%m%d}-{next(numbers)}.{extension}"
        with open(folder / name, "wb") as target:
            target.write(content)
        return {"name": name, "type": kind, "bytes": len(content)}

    @router.get("")
    def names():
        return {"names": sorted(p.name for p in folder.iterdir())}

    app = FastAPI()
    app.include_router(router)
    app.mount("/avatars", StaticFiles(directory=folder))

    @app.middleware("http")
    async def nosniff(request: Request, call_next):
        response = await call_next(request)
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    return app
