"""Counts the received bytes itself by wrapping receive, no max_body_size."""

import atexit
import shutil
import tempfile
from pathlib import Path

from fastapi import FastAPI, HTTPException, Request, UploadFile


def new_folder() -> Path:
    """An empty folder, removed when Python ends."""
    folder = tempfile.mkdtemp(prefix="avatars-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def create_app() -> FastAPI:
    from uuid import uuid4

    from fastapi.responses import FileResponse
    from starlette.datastructures import UploadFile as Part

    app = FastAPI()
    folder = new_folder()
    kinds = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
    media = {"png": "image/png", "jpg": "image/jpeg"}

    @app.post("/avatars", status_code=201)
    async def add(request: Request):
        received = 0

        async def counted():
            nonlocal received
            message = await request.receive()
            received += len(message.get("body", b""))
            if received > 1_100_000:
                raise HTTPException(413)
            return message

        async with Request(request.scope, counted).form() as form:
            image = form.get("image")
            if not isinstance(image, Part):
                raise HTTPException(422)
            content = await image.read()
        if len(content) > 1_048_576:
            raise HTTPException(413)
        for signature, extension in kinds.items():
            if content.startswith(signature):
                name = f"{uuid4()}.{extension}"
                (folder / name).write_bytes(content)
                return {"name": name, "type": media[extension], "bytes": len(content)}
        raise HTTPException(415)

    @app.get("/avatars")
    async def names():
        return {"names": sorted(path.name for path in folder.iterdir())}

    @app.get("/avatars/{name}")
    async def avatar(name: str):
        if name not in {path.name for path in folder.iterdir()}:
            raise HTTPException(404)
        headers = {"X-Content-Type-Options": "nosniff", "Content-Type": media[name[-3:]]}
        return FileResponse(folder / name, headers=headers)

    return app
