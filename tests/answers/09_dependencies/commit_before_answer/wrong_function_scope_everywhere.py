"""Gives the connection the function scope too, so receipt and export find it closed.

Fails: test_order_is_committed_before_its_receipt, test_export_reads_an_open_connection, test_receipt_failure_keeps_the_order, test_broken_row_does_not_take_back_earlier_lines, test_one_connection_for_each_request
"""

from collections.abc import Iterator
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI, HTTPException
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

    def get_connection():
        connection = Connection(shop)
        try:
            yield connection
        finally:
            connection.close()

    OpenConnection = Annotated[Connection, Depends(get_connection, scope="function")]

    def get_transaction(connection: OpenConnection):
        try:
            yield connection
        except Exception:
            connection.rollback()
            raise
        try:
            connection.commit()
        except OSError:
            connection.rollback()
            raise HTTPException(503, "order not saved") from None

    Transaction = Annotated[Connection, Depends(get_transaction, scope="function")]

    @app.post("/orders", status_code=201)
    def place_order(order: Order, connection: Transaction, tasks: BackgroundTasks):
        connection.add(order.item)
        tasks.add_task(connection.receipt, order.item)
        return order

    @app.get("/orders/export")
    def export_orders(connection: OpenConnection):
        lines = (f"{item}\n" for item in connection.rows())
        return StreamingResponse(lines, media_type="text/plain")

    @app.get("/log")
    def read_log():
        return shop.log

    return app
