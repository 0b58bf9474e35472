"""Markers as default values, on a router, everything embedded."""

from fastapi import APIRouter, Body, FastAPI, Query
from pydantic import BaseModel, Field


def create_app() -> FastAPI:
    class Reader(BaseModel):
        name: str = Field(min_length=1, max_length=40)

    class Book(BaseModel):
        title: str = Field(min_length=1, max_length=80)
        pages: int = Field(gt=0)

    router = APIRouter()

    @router.post("/reviews", status_code=201)
    async def create_review(
        reader: Reader = Body(embed=True),
        book: Book = Body(embed=True),
        stars: int = Body(embed=True, ge=1, le=5),
        comment: str | None = Body(None, embed=True),
        publish: bool = Query(False),
    ):
        answer = dict(reader=reader, book=book, stars=stars, comment=comment)
        return answer | {"published": publish}

    @router.put("/books/{isbn}")
    async def put_book(isbn: str, book: Book = Body(embed=True)):
        return dict(isbn=isbn, book=book)

    app = FastAPI()
    app.include_router(router)
    return app
