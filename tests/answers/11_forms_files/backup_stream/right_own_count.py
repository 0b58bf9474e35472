"""Counts itself, NamedTemporaryFile, plain writes, names checked by hand."""

import atexit
import shutil
import tempfile
from pathlib import Path

import hashlib
import os
import re

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import FileResponse, JSONResponse


def new_folder() -> Path:
    """An empty folder, removed when Python ends."""
    folder = tempfile.mkdtemp(prefix="backups-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def usage(folder: Path) -> dict[str, int]:
    """Size by name, of every file in the folder."""
    return {path.name: path.stat().st_size for path in folder.iterdir()}


LIMIT = 8 * 1024 * 1024


def create_app() -> FastAPI:
    app = FastAPI()
    folder = new_folder()

    def checked(name: str) -> Path:
        if re.fullmatch("[a-z0-9-]{1,40}", name) is None:
            raise HTTPException(422, "Not a name")
        return folder / name

    @app.put("/backups/{name}")
    async def store(name: str, request: Request):
        final, size, digest = checked(name), 0, hashlib.sha256()
        if int(request.headers.get("content-length") or 0) > LIMIT:
            raise HTTPException(413)
        target = tempfile.NamedTemporaryFile(dir=folder, suffix=".part", delete=False)
        try:
            async for part in request.stream():
                size += len(part)
                if size > LIMIT:
                    raise HTTPException(413)
                target.write(part)
                digest.update(part)
            target.close()
            status = 200 if final.is_file() else 201
            os.replace(target.name, final)
        except BaseException:
            target.close()
            os.unlink(target.name)
            raise
        body = {"name": name, "bytes": size, "sha256": digest.hexdigest()}
        return JSONResponse(body, status)

    @app.get("/backups/{name}")
    async def read(name: str):
        path = checked(name)
        if not path.exists():
            raise HTTPException(404)
        return FileResponse(path, media_type="application/octet-stream")

    @app.get("/disk")
    async def disk():
        return usage(folder)

    return app
