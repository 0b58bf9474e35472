"""Leaves 256 bytes for boundaries and headers, too few for a long file name.

Fails: test_claims_decide_nothing
"""

import atexit
import os
import re
import shutil
import tempfile
import uuid
from pathlib import Path

from fastapi import FastAPI, HTTPException, UploadFile
from fastapi.responses import FileResponse

LIMIT = 1024 * 1024
KINDS = {
    b"\x89PNG\r\n\x1a\n": ("image/png", ".png"),
    b"\xff\xd8\xff": ("image/jpeg", ".jpg"),
}
TYPES = {extension: kind for kind, extension in KINDS.values()}


def new_folder() -> Path:
    """An empty folder, removed when Python ends."""
    folder = tempfile.mkdtemp(prefix="avatars-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def create_app() -> FastAPI:
    app = FastAPI()
    folder = new_folder()

    @app.post("/avatars", status_code=201, max_body_size=LIMIT + 256)
    def upload(image: UploadFile) -> dict:
        content = image.file.read(LIMIT + 1)
        if len(content) > LIMIT:
            raise HTTPException(413)
        for magic, (kind, extension) in KINDS.items():
            if content.startswith(magic):
                break
        else:
            raise HTTPException(415)
        name = uuid.uuid4().hex + extension
        (folder / name).write_bytes(content)
        return {"name": name, "type": kind, "bytes": len(content)}

    @app.get("/avatars")
    def list_avatars() -> dict:
        return {"names": sorted(os.listdir(folder))}

    @app.get("/avatars/{name}")
    def download(name: str) -> FileResponse:
        path = folder / name
        if not re.fullmatch(r"[0-9a-f]{32}\.(png|jpg)", name) or not path.is_file():
            raise HTTPException(404)
        return FileResponse(
            path,
            media_type=TYPES[path.suffix],
            headers={"X-Content-Type-Options": "nosniff"},
        )

    return app
