"""Async: reads in parts with its own count, writes to a secret name, cleans up."""

import atexit
import shutil
import tempfile
from pathlib import Path
import secrets

from fastapi import FastAPI, HTTPException, UploadFile
from fastapi.responses import FileResponse


def new_folder() -> Path:
    """An empty folder, removed when Python ends."""
    folder = tempfile.mkdtemp(prefix="avatars-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


LIMIT = 1024 * 1024


def kind_of(head: bytes) -> tuple[str, str] | None:
    if head[:8] == bytes.fromhex("89504E470D0A1A0A"):
        return "image/png", "png"
    if head[:3] == bytes.fromhex("FFD8FF"):
        return "image/jpeg", "jpg"
    return None


def create_app() -> FastAPI:
    app = FastAPI(max_body_size=2 * LIMIT)
    folder = new_folder()
    kept: dict[str, str] = {}

    @app.post("/avatars", status_code=201)
    async def upload(image: UploadFile):
        content = b""
        while part := await image.read(64 * 1024):
            content += part
            if len(content) > LIMIT:
                raise HTTPException(413)
        kind = kind_of(content)
        if kind is None:
            raise HTTPException(415)
        name = f"{secrets.token_urlsafe(12)}.{kind[1]}"
        (folder / name).write_bytes(content)
        kept[name] = kind[0]
        return {"name": name, "type": kind[0], "bytes": len(content)}

    @app.get("/avatars")
    async def names():
        return {"names": sorted(path.name for path in folder.glob("*"))}

    @app.get("/avatars/{name}")
    async def avatar(name: str):
        if name not in kept:
            raise HTTPException(404)
        response = FileResponse(folder / name, media_type=kept[name])
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    return app
