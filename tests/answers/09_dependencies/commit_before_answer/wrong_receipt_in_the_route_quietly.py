"""Prints the receipt in the route and ignores a broken printer: the client waits for it.

Fails: test_receipt_failure_keeps_the_order
"""

from collections.abc import Iterator

from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.responses import StreamingResponse
from pydantic import BaseModel


class Shop:
    def __init__(self):
        self.log: list[str] = []
        self.saved: list[str] = []


class Connection:
    """A connection to the shop's store. Each call writes a word to the log."""

    def __init__(self, shop: Shop):
        self.shop, self.pending, self.closed = shop, [], False
        shop.log.append("open")

    def _do(self, word: str, fails: bool = False):
        self.shop.log.append("used after close" if self.closed else word)
        if self.closed or fails:
            raise OSError(word)

    def add(self, item: str):
        self._do(f"add {item}")
        self.pending.append(item)

    def commit(self):
        failed = "anvil" in self.pending
        self._do("commit failed" if failed else "commit", failed)
        self.shop.saved += self.pending
        self.pending = []

    def rollback(self):
        self._do("rollback")
        self.pending = []

    def receipt(self, item: str):
        failed = item == "ink"
        self._do("receipt failed" if failed else f"receipt {item}", failed)

    def rows(self) -> Iterator[str]:
        for item in self.shop.saved:
            failed = item == "glue"
            self._do("row failed" if failed else f"row {item}", failed)
            yield item

    def close(self):
        self.shop.log.append("close")
        self.closed = True


class Order(BaseModel):
    item: str


def create_app() -> FastAPI:
    shop = Shop()
    app = FastAPI()

    def get_connection() -> Iterator[Connection]:
        connection = Connection(shop)
        try:
            yield connection
        finally:
            connection.close()

    OpenConnection = Annotated[Connection, Depends(get_connection)]

    @app.post("/orders", status_code=201)
    def place_order(order: Order, connection: OpenConnection) -> Order:
        try:
            connection.add(order.item)
            connection.commit()
        except OSError as error:
            connection.rollback()
            raise HTTPException(503, "order not saved") from error
        try:
            connection.receipt(order.item)
        except OSError:
            pass
        return order

    @app.get("/orders/export")
    def export(connection: OpenConnection):
        lines = (f"{item}\n" for item in connection.rows())
        return StreamingResponse(lines, media_type="text/plain")

    @app.get("/log")
    def read_log():
        return shop.log

    return app
