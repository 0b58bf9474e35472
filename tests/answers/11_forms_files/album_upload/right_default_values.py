"""Default-value style for the files, sync, response models, and a RequestValidationError."""

from typing import Annotated

from fastapi import FastAPI, File, Form, UploadFile
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field, Json


class Meta(BaseModel):
    title: str = Field(min_length=1, max_length=40)
    captions: list[str] = Field(default_factory=list)


class Photo(BaseModel):
    name: str
    bytes: int
    caption: str | None = None


class Album(BaseModel):
    title: str
    photos: list[Photo]


def create_app() -> FastAPI:
    app = FastAPI()

    @app.post("/albums", status_code=201, response_model=Album)
    def create(meta: Annotated[Json[Meta], Form()], photos: list[UploadFile] = File(max_length=3)):
        captions: list[str | None] = [*meta.captions]
        if len(captions) > len(photos):
            raise RequestValidationError(
                [
                    {
                        "type": "too_long",
                        "loc": ("body", "meta", "captions"),
                        "msg": "",
                        "input": None,
                    }
                ]
            )
        captions += [None] * (len(photos) - len(captions))
        found = []
        for photo, caption in zip(photos, captions, strict=True):
            size = len(photo.file.read())
            found.append(Photo(name=photo.filename, bytes=size, caption=caption))
        return Album(title=meta.title, photos=found)

    return app
