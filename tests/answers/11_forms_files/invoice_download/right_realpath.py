"""Async with os.path.realpath and commonpath, as StaticFiles does."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import FileResponse


def make_archive() -> Path:
    """A folder with `invoices` and its neighbours, removed when Python ends."""
    base = Path(tempfile.mkdtemp(prefix="archive-"))
    atexit.register(shutil.rmtree, base, ignore_errors=True)
    for name, text in {
        "invoices/2026-001.pdf": "%PDF" + "0123456789" * 99 + "the end",
        "invoices/2025/044.csv": "item;price\nrope;9\n",
        "invoices/Beleg 50 €.txt": "fifty",
        "invoices-private/salaries.csv": "name;salary",
        "key.txt": "the key",
    }.items():
        (base / name).parent.mkdir(parents=True, exist_ok=True)
        (base / name).write_bytes(text.encode())
    (base / "invoices/latest.txt").symlink_to(base / "key.txt")
    return base


def create_app() -> FastAPI:
    app = FastAPI()
    folder = os.path.realpath(make_archive() / "invoices")

    @app.get("/invoices/{name:path}")
    async def download(name: str, request: Request):
        try:
            path = os.path.realpath(os.path.join(folder, name))
            inside = os.path.commonpath([path, folder]) == folder
            info = os.stat(path)
        except (OSError, ValueError):
            raise HTTPException(status_code=404) from None
        if not inside or not os.path.isfile(path):
            raise HTTPException(status_code=404)
        tag = f'"{info.st_mtime_ns:x}-{info.st_size:x}"'
        response = FileResponse(
            path, filename=os.path.basename(path), stat_result=info, headers={"ETag": tag}
        )
        for wanted in request.headers.get("if-none-match", "").split(","):
            if wanted.strip() in ("*", tag, f"W/{tag}"):
                return Response(status_code=304, headers={"ETag": tag})
        return response

    return app
