"""Streams, and collects the parts in memory.

Fails: test_bytes_are_on_disk_as_they_come
"""

import atexit
import shutil
import tempfile
from pathlib import Path

from fastapi import FastAPI


def new_folder() -> Path:
    """An empty folder, removed when Python ends."""
    folder = tempfile.mkdtemp(prefix="backups-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def usage(folder: Path) -> dict[str, int]:
    """Size by name, of every file in the folder."""
    return {path.name: path.stat().st_size for path in folder.iterdir()}


def create_app() -> FastAPI:
    import hashlib
    import os
    from typing import Annotated
    from uuid import uuid4

    from fastapi import HTTPException, Request, Response
    from fastapi import Path as PathParameter
    from fastapi.concurrency import run_in_threadpool
    from fastapi.responses import FileResponse

    Name = Annotated[str, PathParameter(pattern=r"^[a-z0-9-]{1,40}$")]
    app = FastAPI()
    folder = new_folder()

    @app.put("/backups/{name}", status_code=201, max_body_size=8 * 1024 * 1024)
    async def store(name: Name, request: Request, response: Response):
        digest, size = hashlib.sha256(), 0
        final, partial = folder / name, folder / f"{uuid4().hex}.part"
        try:
            parts = [part async for part in request.stream()]
            size = sum(map(len, parts))
            digest.update(b"".join(parts))
            await run_in_threadpool(partial.write_bytes, b"".join(parts))
            if final.exists():
                response.status_code = 200
            os.replace(partial, final)
        finally:
            partial.unlink(missing_ok=True)
        return {"name": name, "bytes": size, "sha256": digest.hexdigest()}

    @app.get("/backups/{name}")
    def read(name: Name) -> FileResponse:
        if not (folder / name).is_file():
            raise HTTPException(404)
        return FileResponse(folder / name)

    @app.get("/disk")
    def disk() -> dict[str, int]:
        return usage(folder)

    return app
