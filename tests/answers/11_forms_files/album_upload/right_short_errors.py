"""An exception handler answers place, type and message only, without the input."""

from typing import Annotated

from fastapi import FastAPI, File, Form, Request, UploadFile
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field, Json


class Meta(BaseModel):
    title: str = Field(min_length=1, max_length=40)
    captions: list[str] = []


def create_app() -> FastAPI:
    app = FastAPI()

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, exc: RequestValidationError) -> JSONResponse:
        # without "input": it may be a file or NaN, which JSON cannot show
        detail = [
            {"loc": list(error["loc"]), "type": error["type"], "msg": error["msg"]}
            for error in exc.errors()
        ]
        return JSONResponse({"detail": detail}, status_code=422)

    @app.post("/albums", status_code=201)
    async def create_album(
        photos: Annotated[list[UploadFile], File(min_length=1, max_length=3)],
        meta: Annotated[Json[Meta], Form()],
    ) -> dict:
        if len(meta.captions) > len(photos):
            raise RequestValidationError(
                [
                    {
                        "loc": ("body", "meta", "captions"),
                        "type": "too_long",
                        "msg": "More captions than photos",
                    }
                ]
            )
        missing = [None] * (len(photos) - len(meta.captions))
        captions = [*meta.captions, *missing]
        return {
            "title": meta.title,
            "photos": [
                {"name": photo.filename, "bytes": photo.size, "caption": caption}
                for photo, caption in zip(photos, captions, strict=True)
            ],
        }

    return app
