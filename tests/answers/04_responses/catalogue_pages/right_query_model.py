"""The window is a query parameter model, rows are filtered by the page type."""

from typing import Annotated, Generic, TypeVar

from fastapi import Depends, FastAPI, Query
from pydantic import BaseModel

T = TypeVar("T")


class Book(BaseModel):
    id: int
    title: str


class Author(BaseModel):
    id: int
    name: str


class Page(BaseModel, Generic[T]):
    items: list[T]
    total: int
    next: int | None


class Window(BaseModel):
    limit: int = Query(10, ge=1, le=50)
    offset: int = Query(0, ge=0)


def page(rows: list[dict], window: Window) -> dict:
    end = window.offset + window.limit
    return {
        "items": rows[window.offset : end],
        "total": len(rows),
        "next": end if end < len(rows) else None,
    }


def create_app(books: list[dict], authors: list[dict]) -> FastAPI:
    app = FastAPI()

    @app.get("/books", response_model=Page[Book])
    def list_books(window: Annotated[Window, Query()]):
        return page(books, window)

    @app.get("/authors", response_model=Page[Author])
    def list_authors(window: Annotated[Window, Query()]):
        return page(authors, window)

    return app
