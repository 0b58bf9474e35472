"""Believes that a scalar beside a model is read from the body.

Fails: test_review_is_read_from_one_body, test_each_value_counts_only_in_its_place
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
        stars: int,
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
    async def put_book(isbn: str, book: Annotated[Book, Body(embed=True)]) -> dict[str, Any]:
        return {"isbn": isbn, "book": book}

    return app
