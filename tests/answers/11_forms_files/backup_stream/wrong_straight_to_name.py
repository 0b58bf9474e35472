"""Writes to the final name, so the previous backup is gone at once.

Fails: test_unfinished_backup_is_not_served, test_failed_backup_changes_nothing
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
    from typing import Annotated

    from fastapi import HTTPException, Request, Response
    from fastapi import Path as PathParameter
    from fastapi.concurrency import run_in_threadpool
    from fastapi.responses import FileResponse

    Name = Annotated[str, PathParameter(pattern=r"^[a-z0-9-]{1,40}$")]
    app = FastAPI()
    folder = new_folder()

    @app.put("/backups/{name}", status_code=201, max_body_size=8 * 1024 * 1024)
    async def store(name: Name, request: Request, response: Response):
        if (folder / name).exists():
            response.status_code = 200
        digest, size = hashlib.sha256(), 0
        partial = folder / name
        try:
            with partial.open("wb", buffering=0) as target:
                async for part in request.stream():
                    await run_in_threadpool(target.write, part)
                    digest.update(part)
                    size += len(part)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
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
