"""Returns text from json.dumps: a JSON string instead of an object.

Fails: test_both_lists_are_pages_without_internal_keys, test_document_describes_the_items_of_each_list
"""

from fastapi import FastAPI
from pydantic import BaseModel


def create_app(books: list[dict], authors: list[dict]) -> FastAPI:
    from typing import Annotated, Generic, TypeVar

    from fastapi import Query

    import json

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

    Limit = Annotated[int, Query(ge=1, le=50)]
    Offset = Annotated[int, Query(ge=0)]

    def page(rows: list[dict], limit: int, offset: int) -> dict:
        end = offset + limit
        return {
            "items": rows[offset:end],
            "total": len(rows),
            "next": end if end < len(rows) else None,
        }

    app = FastAPI()

    @app.get("/books")
    def list_books(limit: Limit = 10, offset: Offset = 0) -> str:
        return json.dumps(page(books, limit, offset), ensure_ascii=False)

    @app.get("/authors")
    def list_authors(limit: Limit = 10, offset: Offset = 0) -> str:
        return json.dumps(page(authors, limit, offset), ensure_ascii=False)

    return app
