"""One model for each body instead of several body parameters."""

from fastapi import FastAPI
from pydantic import BaseModel, Field


class Reader(BaseModel):
    name: str = Field(min_length=1, max_length=40)


class Book(BaseModel):
    title: str = Field(min_length=1, max_length=80)
    pages: int = Field(ge=1)


class BookBody(BaseModel):
    book: Book


class Review(BookBody):
    reader: Reader
    stars: int = Field(ge=1, le=5)
    comment: str | None = None


def create_app() -> FastAPI:
    app = FastAPI()

    @app.post("/reviews", status_code=201)
    def create_review(review: Review, publish: bool = False):
        return {**review.model_dump(), "published": publish}

    @app.put("/books/{isbn}")
    def put_book(isbn: str, body: BookBody):
        return {"isbn": isbn, **body.model_dump()}

    return app
