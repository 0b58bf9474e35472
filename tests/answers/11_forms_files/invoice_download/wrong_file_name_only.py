"""Takes the last part of the name, so invoices in folders are lost.

Fails: test_invoice_comes_with_type_and_tag
"""

import atexit
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
    folder = (make_archive() / "invoices").resolve()

    def find(name: str) -> Path:
        try:
            path = (folder / Path(name).name).resolve(strict=True)
        except (OSError, ValueError):
            raise HTTPException(404) from None
        if not path.is_relative_to(folder) or not path.is_file():
            raise HTTPException(404)
        return path

    @app.get("/invoices/{name:path}")
    def download(name: str, request: Request) -> Response:
        path = find(name)
        response = FileResponse(path, filename=path.name, stat_result=path.stat())
        etag = response.headers["etag"]
        header = request.headers.get("if-none-match", "")
        if {tag.strip().removeprefix("W/") for tag in header.split(",")} & {"*", etag}:
            return Response(status_code=304, headers={"ETag": etag})
        return response

    return app
