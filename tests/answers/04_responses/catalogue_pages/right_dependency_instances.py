"""A shared dependency, default-value style, page objects built in a generic function."""

from typing import Generic, TypeVar

from fastapi import APIRouter, Depends, FastAPI, Query
from pydantic import BaseModel

Item = TypeVar("Item", bound=BaseModel)


class Page(BaseModel, Generic[Item]):
    items: list[Item]
    total: int
    next: int | None = None


class Book(BaseModel):
    id: int
    title: str


class Author(BaseModel):
    id: int
    name: str


def window(limit: int = Query(10, ge=1, le=50), offset: int = Query(0, ge=0)):
    return slice(offset, offset + limit)


def page_of(kind, rows, part):
    items = [kind(**row) for row in rows[part]]
    following = part.stop if part.stop < len(rows) else None
    return Page[kind](items=items, total=len(rows), next=following)


def create_app(books: list[dict], authors: list[dict]) -> FastAPI:
    router = APIRouter()

    @router.get("/books")
    def list_books(part: slice = Depends(window)) -> Page[Book]:
        return page_of(Book, books, part)

    @router.get("/authors")
    def list_authors(part: slice = Depends(window)) -> Page[Author]:
        return page_of(Author, authors, part)

    app = FastAPI()
    app.include_router(router)
    return app
