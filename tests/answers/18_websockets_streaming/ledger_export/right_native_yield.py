"""Keeps the native generator, and validates the first row in a dependency."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any

from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel, ValidationError


class Entry(BaseModel):
    id: int
    cents: int


class Store:
    """The ledger table behind a pool of connections. Leave it as it is."""

    def __init__(self, rows: int, bad: list[int]) -> None:
        self.rows, self.bad = rows, set(bad)
        self.in_use = self.pages = 0

    @contextmanager
    def connect(self) -> Iterator[Callable[[int, int], list[dict[str, Any]]]]:
        self.in_use += 1
        try:
            yield self._page
        finally:
            self.in_use -= 1

    def _page(self, after: int, limit: int) -> list[dict[str, Any]]:
        """At most `limit` rows, with ids above `after`."""
        if not self.in_use or limit > 100:
            raise RuntimeError("closed connection, or more than 100 rows asked for")
        self.pages += 1
        ids = range(after + 1, min(after + limit, self.rows) + 1)
        return [{"id": i, "cents": None if i in self.bad else i * 100} for i in ids]


def create_app(rows: int = 500, bad: list[int] | None = None):
    app = FastAPI()
    store = Store(rows, bad or [])

    def page_after(last):
        with store.connect() as page:
            return page(last, 100)

    def first_page():
        found = page_after(0)
        try:
            for row in found[:1]:
                Entry(**row)
        except ValidationError as error:
            raise HTTPException(500, detail="export failed") from error
        return found

    @app.get("/ledger")
    def export(found: Annotated[list, Depends(first_page)]) -> Iterator[dict]:
        count = 0
        while found:
            for row in found:
                try:
                    Entry(**row)
                except ValidationError:
                    yield {"error": f"row {row['id']}", "rows": count}
                    return
                yield row
                count += 1
            found = page_after(row["id"])
        yield {"end": True, "rows": count}

    @app.get("/store")
    def read_store():
        return {"in_use": store.in_use, "pages": store.pages}

    return app
