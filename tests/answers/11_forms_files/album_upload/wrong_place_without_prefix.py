"""Passes on Pydantic's own places, without body and meta.

Fails: test_bad_title_is_marked_inside_meta, test_meta_that_is_no_json_is_marked, test_all_errors_come_at_once
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    from itertools import zip_longest
    from typing import Annotated, Any

    from fastapi import File, Form, HTTPException, UploadFile
    from pydantic import BaseModel, Field, ValidationError

    class Meta(BaseModel):
        title: str = Field(min_length=1, max_length=40)
        captions: list[str] = []

    app = FastAPI()

    @app.post("/albums", status_code=201)
    async def create_album(
        photos: Annotated[list[UploadFile], File(min_length=1, max_length=3)],
        meta: Annotated[str, Form()],
    ) -> dict[str, Any]:
        try:
            meta = Meta.model_validate_json(meta)
        except ValidationError as error:
            raise HTTPException(422, error.errors(include_url=False)) from error
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
