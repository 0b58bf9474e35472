"""Believes that a single model is embedded like several.

Fails: test_single_book_is_wrapped_in_its_name, test_problems_are_named_by_their_path
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    from typing import Annotated, Any

    from fastapi import Body
    from pydantic import BaseModel, Field

    class Reader(BaseModel):
        name: str = Field(min_length=1, max_length=40)

    class Book(BaseModel):
        title: str = Field(min_length=1, max_length=80)
        pages: int = Field(ge=1)

    app = FastAPI()

    @app.post("/reviews", status_code=201)
    async def create_review(
        reader: Reader,
        book: Book,
        stars: Annotated[int, Body(ge=1, le=5)],
        comment: Annotated[str | None, Body()] = None,
        publish: bool = False,
    ) -> dict[str, Any]:
        return {
            "reader": reader,
            "book": book,
            "stars": stars,
            "comment": comment,
            "published": publish,
        }

    @app.put("/books/{isbn}")
    async def put_book(isbn: str, book: Book) -> dict[str, Any]:
        return {"isbn": isbn, "book": book}

    return app
