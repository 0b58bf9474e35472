"""An async generator that sends a page in one chunk, and reads the next one after it."""

import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel


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


def create_app(rows=500, bad=None):
    app = FastAPI()
    store = Store(rows, bad or [])

    def page_after(last):
        with store.connect() as page:
            return page(last, 100)

    async def chunks(found) -> AsyncIterator[bytes]:
        count = 0
        while found:
            lines = []
            for row in found:
                if not isinstance(row["cents"], int):
                    lines.append({"error": f"row {row['id']}", "rows": count})
                    yield "".join(json.dumps(line) + "\n" for line in lines).encode()
                    return
                lines.append(row)
                count += 1
            yield "".join(json.dumps(line) + "\n" for line in lines).encode()
            found = page_after(found[-1]["id"])
        yield json.dumps({"end": True, "rows": count}).encode() + b"\n"

    @app.get("/ledger")
    async def export():
        found = page_after(0)
        if found and not isinstance(found[0]["cents"], int):
            return JSONResponse({"detail": "export failed"}, status_code=500)
        return StreamingResponse(chunks(found), headers={"content-type": "application/jsonl"})

    @app.get("/store")
    def read_store():
        return {"in_use": store.in_use, "pages": store.pages}

    return app
