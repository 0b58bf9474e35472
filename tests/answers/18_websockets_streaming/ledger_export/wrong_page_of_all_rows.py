"""Asks the store for everything in one page.

Fails: test_complete_export_says_that_it_is_complete
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any

from fastapi import FastAPI, HTTPException
from fastapi.responses import StreamingResponse
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

    def read():
        after = 0
        while True:
            with store.connect() as page:
                found = page(after, rows)
            if not found:
                return
            yield from found
            after = found[-1]["id"]

    def lines(found):
        sent = 0
        for row in found:
            try:
                line = Entry.model_validate(row).model_dump_json()
            except ValidationError:
                yield json.dumps({"error": f"row {row['id']}", "rows": sent}) + "\n"
                return
            yield line + "\n"
            sent += 1
        yield json.dumps({"end": True, "rows": sent}) + "\n"

    @app.get("/ledger")
    def export():
        found = read()
        head = list(islice(found, 1))
        try:
            for row in head:
                Entry.model_validate(row)
        except ValidationError:
            raise HTTPException(500, "export failed") from None
        content = lines(chain(head, found))
        return StreamingResponse(content, media_type="application/jsonl")

    @app.get("/store")
    def read_store():
        return {"in_use": store.in_use, "pages": store.pages}

    return app
