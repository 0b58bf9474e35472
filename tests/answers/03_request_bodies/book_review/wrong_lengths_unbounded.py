"""Believes that a text which is required cannot be empty, and bounds no length.

Fails: test_problems_are_named_by_their_path
"""

from typing import Annotated

from fastapi import Body, FastAPI, Query
from pydantic import BaseModel, Field


class Reader(BaseModel):
    name: str


class Book(BaseModel):
    title: str
    pages: int = Field(ge=1)


def create_app() -> FastAPI:
    app = FastAPI()

    @app.post("/reviews", status_code=201)
    def create_review(
        reader: Reader,
        book: Book,
        stars: Annotated[int, Body(ge=1, le=5)],
        comment: Annotated[str | None, Body()] = None,
        publish: Annotated[bool, Query()] = False,
    ):
        return {
            "reader": reader,
            "book": book,
            "stars": stars,
            "comment": comment,
            "published": publish,
        }

    @app.put("/books/{isbn}")
    def put_book(isbn: str, book: Annotated[Book, Body(embed=True)]):
        return {"isbn": isbn, "book": book}

    return app
