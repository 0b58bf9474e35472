"""Limits by the Content-Length header, which a chunked body does not have.

Fails: test_endless_body_is_cut_off
"""

import atexit
import shutil
import tempfile
from pathlib import Path

from fastapi import FastAPI, UploadFile


def new_folder() -> Path:
    """An empty folder, removed when Python ends."""
    folder = tempfile.mkdtemp(prefix="avatars-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def create_app() -> FastAPI:
    from uuid import uuid4

    from fastapi import HTTPException, Request, Response
    from fastapi.responses import FileResponse

    mib = 1024 * 1024
    kinds = {
        b"\x89PNG\r\n\x1a\n": ("image/png", ".png"),
        b"\xff\xd8\xff": ("image/jpeg", ".jpg"),
    }
    types = {extension: kind for kind, extension in kinds.values()}
    app = FastAPI()
    folder = new_folder()

    @app.middleware("http")
    async def limit(request: Request, call_next):
        if int(request.headers.get("content-length", 0)) > mib + 64 * 1024:
            return Response(status_code=413)
        return await call_next(request)

    @app.post("/avatars", status_code=201)
    def store_avatar(image: UploadFile) -> dict[str, str | int]:
        if image.size is None or image.size > mib:
            raise HTTPException(413, "An avatar has at most 1 MiB")
        head = image.file.read(8)
        found = [kind for start, kind in kinds.items() if head.startswith(start)]
        if not found:
            raise HTTPException(415, "An avatar is a PNG or a JPEG")
        kind, extension = found[0]
        name = uuid4().hex + extension
        image.file.seek(0)
        with (folder / name).open("xb") as target:
            shutil.copyfileobj(image.file, target)
        return {"name": name, "type": kind, "bytes": image.size}

    def stored() -> list[str]:
        return sorted(path.name for path in folder.iterdir())

    @app.get("/avatars")
    def list_avatars() -> dict[str, list[str]]:
        return {"names": stored()}

    @app.get("/avatars/{name}")
    def read_avatar(name: str) -> FileResponse:
        if name not in stored():
            raise HTTPException(404)
        path = folder / name
        headers = {"X-Content-Type-Options": "nosniff"}
        return FileResponse(path, media_type=types[path.suffix], headers=headers)

    return app
