"""Checks the name with re.match and $, which a line feed passes.

Fails: test_name_of_a_backup_is_plain
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
    import re
    from typing import Annotated
    from uuid import uuid4

    from fastapi import Depends, HTTPException, Request, Response
    from fastapi.concurrency import run_in_threadpool
    from fastapi.responses import FileResponse

    def check(name: str) -> str:
        if not re.match(r"^[a-z0-9-]{1,40}$", name):
            raise HTTPException(422)
        return name

    Name = Annotated[str, Depends(check)]
    app = FastAPI()
    folder = new_folder()

    @app.put("/backups/{name}", status_code=201, max_body_size=8 * 1024 * 1024)
    async def store(name: Name, request: Request, response: Response):
        digest, size = hashlib.sha256(), 0
        final, partial = folder / name, folder / f"{uuid4().hex}.part"
        try:
            with partial.open("xb", buffering=0) as target:
                async for part in request.stream():
                    await run_in_threadpool(target.write, part)
                    digest.update(part)
                    size += len(part)
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
