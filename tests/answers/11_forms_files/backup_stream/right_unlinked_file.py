"""Anyio files, blocks of 128 KiB, a context manager that removes what is unfinished."""

import atexit
import shutil
import tempfile
from pathlib import Path

from contextlib import contextmanager
from hashlib import sha256
from itertools import count
from typing import Annotated

import anyio
from fastapi import FastAPI, HTTPException, Request, Response
from fastapi import Path as InPath
from fastapi.responses import StreamingResponse


def new_folder() -> Path:
    """An empty folder, removed when Python ends."""
    folder = tempfile.mkdtemp(prefix="backups-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def usage(folder: Path) -> dict[str, int]:
    """Size by name, of every file in the folder."""
    return {path.name: path.stat().st_size for path in folder.iterdir()}


Name = Annotated[str, InPath(min_length=1, max_length=40, pattern="^[a-z0-9-]+$")]
numbers = count()


@contextmanager
def unfinished(folder: Path):
    path = folder / f".incoming.{next(numbers)}"
    try:
        yield path
    finally:
        if path.exists():
            path.unlink()


def create_app() -> FastAPI:
    app = FastAPI(max_body_size=2**23)
    folder = new_folder()

    @app.put("/backups/{name}", status_code=201)
    async def store(name: Name, request: Request, response: Response):
        digest, size, block = sha256(), 0, bytearray()
        with unfinished(folder) as path:
            async with await anyio.open_file(path, "wb") as target:
                async for part in request.stream():
                    block += part
                    if len(block) >= 128 * 1024 or not part:
                        digest.update(block)
                        size += await target.write(bytes(block))
                        block.clear()
            if (folder / name).exists():
                response.status_code = 200
            path.rename(folder / name)
        return {"name": name, "bytes": size, "sha256": digest.hexdigest()}

    @app.get("/backups/{name}")
    def read(name: Name):
        try:
            file = (folder / name).open("rb")
        except FileNotFoundError:
            raise HTTPException(404) from None
        return StreamingResponse(file, media_type="application/octet-stream")

    @app.get("/disk")
    def disk():
        return usage(folder)

    return app
