"""A form model that holds the files and a Json field together."""

from itertools import zip_longest
from typing import Annotated

from fastapi import FastAPI, Form, HTTPException, UploadFile
from pydantic import BaseModel, Field, Json


class Meta(BaseModel):
    title: str = Field(min_length=1, max_length=40)
    captions: list[str] = []


class NewAlbum(BaseModel):
    photos: list[UploadFile] = Field(min_length=1, max_length=3)
    meta: Json[Meta]


def create_app() -> FastAPI:
    app = FastAPI()

    @app.post("/albums", status_code=201)
    async def create(album: Annotated[NewAlbum, Form()]):
        photos, meta = album.photos, album.meta
        if len(meta.captions) > len(photos):
            raise HTTPException(422, [{"loc": ["body", "meta", "captions"], "type": "x"}])
        pairs = zip_longest(photos, meta.captions)
        rows = [{"name": p.filename, "bytes": p.size, "caption": c} for p, c in pairs]
        return {"title": meta.title, "photos": rows}

    return app
