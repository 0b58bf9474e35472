"""Takes meta as optional text, validates by hand and collects all errors."""

from typing import Annotated

from fastapi import FastAPI, Form, UploadFile
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field, ValidationError


class Meta(BaseModel):
    title: Annotated[str, Field(min_length=1, max_length=40)]
    captions: list[str] = []


def create_app() -> FastAPI:
    app = FastAPI()

    @app.post("/albums", status_code=201)
    async def create(
        photos: list[UploadFile] | None = None, meta: Annotated[str | None, Form()] = None
    ):
        photos, parsed, errors = photos or [], None, []
        if not 1 <= len(photos) <= 3:
            errors.append({"loc": ["body", "photos"], "type": "number"})
        try:
            parsed = Meta.model_validate_json(meta or "")
        except ValidationError as error:
            for e in error.errors():
                errors.append({"loc": ["body", "meta", *e["loc"]], "type": e["type"]})
        if not errors and len(parsed.captions) > len(photos):
            errors.append({"loc": ["body", "meta", "captions"], "type": "number"})
        if errors:
            return JSONResponse({"detail": errors}, status_code=422)
        found = []
        for n, photo in enumerate(photos):
            size = 0
            while part := await photo.read(65536):
                size += len(part)
            caption = parsed.captions[n] if n < len(parsed.captions) else None
            found.append({"name": photo.filename, "bytes": size, "caption": caption})
        return {"title": parsed.title, "photos": found}

    return app
