"""Serves only names found by walking the folder, with its own tag and range."""

import atexit
import shutil
import tempfile
from pathlib import Path

import hashlib
import mimetypes
import re
from urllib.parse import quote

from fastapi import FastAPI, Header, HTTPException, Response


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
    folder = make_archive() / "invoices"

    @app.get("/invoices/{name:path}")
    async def download(
        name: str,
        range: str | None = Header(None),
        if_range: str | None = Header(None),
        if_none_match: str = Header(""),
    ):
        found = [p for p in folder.rglob("*") if p.is_file() and not p.is_symlink()]
        paths = {p.relative_to(folder).as_posix(): p for p in found}
        if name not in paths:
            raise HTTPException(404)
        content = paths[name].read_bytes()
        size = len(content)
        tag = f'"{hashlib.sha256(content).hexdigest()[:20]}"'
        label = quote(paths[name].name)
        headers = {"ETag": tag, "Content-Disposition": f"attachment; filename*=UTF-8''{label}"}
        if if_none_match.strip() == "*" or tag in re.findall(r'"[^"]*"', if_none_match):
            return Response(status_code=304, headers=headers)
        kind = mimetypes.guess_type(name)[0]
        match = re.fullmatch(r"bytes=(\d*)-(\d*)", range or "")
        if not match or (if_range is not None and if_range != tag):
            return Response(content, media_type=kind, headers=headers)
        first, last = match.groups()
        start = int(first) if first else max(size - int(last), 0)
        end = min(int(last), size - 1) if first and last else size - 1
        if start >= size:
            return Response(status_code=416, headers={"Content-Range": f"bytes */{size}"})
        headers["Content-Range"] = f"bytes {start}-{end}/{size}"
        return Response(content[start : end + 1], 206, headers, kind)

    return app
