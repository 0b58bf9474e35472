"""Declares one UploadFile, so only one of the photos arrives.

Fails: test_photos_get_their_captions, test_number_of_photos_is_limited, test_captions_are_matched_and_counted
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    from itertools import zip_longest
    from typing import Annotated, Any

    from fastapi import File, Form, HTTPException, UploadFile
    from pydantic import BaseModel, Field, Json

    class Meta(BaseModel):
        title: str = Field(min_length=1, max_length=40)
        captions: list[str] = []

    app = FastAPI()

    @app.post("/albums", status_code=201)
    async def create_album(
        photo: Annotated[UploadFile, File(alias="photos")],
        meta: Annotated[Json[Meta], Form()],
    ) -> dict[str, Any]:
        photos = [photo]
        if len(meta.captions) > len(photos):
            error = {
                "loc": ["body", "meta", "captions"],
                "type": "too_long",
                "msg": "More captions than photos",
            }
            raise HTTPException(422, [error])
        pairs = zip_longest(photos, meta.captions)
        album = [{"name": p.filename, "bytes": p.size, "caption": c} for p, c in pairs]
        return {"title": meta.title, "photos": album}

    return app
