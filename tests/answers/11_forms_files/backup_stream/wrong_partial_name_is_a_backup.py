"""Names the unfinished file with a bare uuid, which is a valid name of a backup.

Fails: test_unfinished_backup_is_not_served
"""

import atexit
import hashlib
import os
import shutil
import tempfile
import uuid
from pathlib import Path
from typing import Annotated

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi import Path as PathParam
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse
from starlette.requests import ClientDisconnect

LIMIT = 8 * 1024 * 1024
Name = Annotated[str, PathParam(pattern=r"^[a-z0-9-]{1,40}$")]


def new_folder() -> Path:
    """An empty folder, removed when Python ends."""
    folder = tempfile.mkdtemp(prefix="backups-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def usage(folder: Path) -> dict[str, int]:
    """Size by name, of every file in the folder."""
    return {path.name: path.stat().st_size for path in folder.iterdir()}


def create_app() -> FastAPI:
    app = FastAPI()
    folder = new_folder()

    @app.put("/backups/{name}", max_body_size=LIMIT)
    async def put_backup(name: Name, request: Request, response: Response) -> dict:
        target = folder / name
        part = folder / uuid.uuid4().hex
        size, digest = 0, hashlib.sha256()

        def write(chunk: bytes) -> None:
            digest.update(chunk)
            file.write(chunk)
            file.flush()

        try:
            with part.open("xb") as file:
                async for chunk in request.stream():
                    await run_in_threadpool(write, chunk)
                    size += len(chunk)
                await run_in_threadpool(os.fsync, file.fileno())
            # no await between these two: the status belongs to this replacement
            response.status_code = 200 if target.exists() else 201
            os.replace(part, target)
        except ClientDisconnect:
            raise HTTPException(400, "Upload was not completed") from None
        finally:
            part.unlink(missing_ok=True)
        return {"name": name, "bytes": size, "sha256": digest.hexdigest()}

    @app.get("/backups/{name}")
    async def get_backup(name: Name) -> FileResponse:
        path = folder / name
        if not path.is_file():
            raise HTTPException(404)
        return FileResponse(path, media_type="application/octet-stream")

    @app.get("/disk")
    async def disk() -> dict[str, int]:
        return usage(folder)

    return app
