"""No generics: two page classes, a query model, async."""

from typing import Annotated

from fastapi import FastAPI, Query
from pydantic import BaseModel, Field


class Window(BaseModel):
    limit: int = Field(default=10, ge=1, le=50)
    offset: int = Field(default=0, ge=0)

    def cut(self, rows):
        stop = self.offset + self.limit
        rest = len(rows) > stop
        return {
            "items": rows[self.offset : stop],
            "total": len(rows),
            "next": stop if rest else None,
        }


class Envelope(BaseModel):
    total: int
    next: int | None


class Book(BaseModel):
    id: int
    title: str


class Author(BaseModel):
    id: int
    name: str


class BookPage(Envelope):
    items: list[Book]


class AuthorPage(Envelope):
    items: list[Author]


def create_app(books: list[dict], authors: list[dict]):
    app = FastAPI()

    @app.get("/books", response_model=BookPage)
    async def list_books(window: Annotated[Window, Query()]):
        return window.cut(books)

    @app.get("/authors", response_model=AuthorPage)
    async def list_authors(window: Annotated[Window, Query()]):
        return window.cut(authors)

    return app
