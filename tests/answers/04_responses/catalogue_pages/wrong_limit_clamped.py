"""Clamps the limit instead of refusing it.

Fails: test_page_outside_the_range_is_422
"""

from fastapi import FastAPI
from pydantic import BaseModel


def create_app(books: list[dict], authors: list[dict]) -> FastAPI:
    from typing import Annotated, Generic, TypeVar

    from fastapi import Query

    T = TypeVar("T")

    class Page(BaseModel, Generic[T]):
        items: list[T]
        total: int
        next: int | None

    class Book(BaseModel):
        id: int
        title: str

    class Author(BaseModel):
        id: int
        name: str

    Limit = int
    Offset = Annotated[int, Query(ge=0)]

    def page(rows: list[dict], limit: int, offset: int) -> dict:
        limit = max(1, min(limit, 50))
        end = offset + limit
        return {
            "items": rows[offset:end],
            "total": len(rows),
            "next": end if end < len(rows) else None,
        }

    app = FastAPI()

    @app.get("/books")
    def list_books(limit: Limit = 10, offset: Offset = 0) -> Page[Book]:
        return page(books, limit, offset)

    @app.get("/authors")
    def list_authors(limit: Limit = 10, offset: Offset = 0) -> Page[Author]:
        return page(authors, limit, offset)

    return app
