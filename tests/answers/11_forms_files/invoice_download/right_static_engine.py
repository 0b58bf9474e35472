"""Lets a StaticFiles instance find the file and answer, and adds the suggested name."""

import atexit
import shutil
import tempfile
from pathlib import Path
from urllib.parse import quote

from fastapi import FastAPI, HTTPException, Request
from fastapi.staticfiles import StaticFiles


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
    files = StaticFiles(directory=make_archive() / "invoices")

    @app.get("/invoices/{name:path}")
    async def download(name: str, request: Request):
        if not name:
            raise HTTPException(404)
        response = await files.get_response(name.rstrip("\0"), request.scope)
        label = name.rsplit("/", 1)[-1]
        response.headers["Content-Disposition"] = f"attachment; filename*=utf-8''{quote(label)}"
        return response

    return app
