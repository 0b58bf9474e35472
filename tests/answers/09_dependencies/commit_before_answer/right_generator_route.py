"""The route of the export is a generator itself; the connection is an async dependency."""

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


class TextStream(StreamingResponse):
    media_type = "text/plain"


class Order(BaseModel):
    item: str


def create_app() -> FastAPI:
    shop = Shop()
    app = FastAPI()

    async def get_connection():
        connection = Connection(shop)
        try:
            yield connection
        finally:
            connection.close()

    OpenConnection = Annotated[Connection, Depends(get_connection)]

    @app.post("/orders", status_code=201)
    async def place_order(
        order: Order, connection: OpenConnection, tasks: BackgroundTasks
    ) -> Order:
        try:
            connection.add(order.item)
            connection.commit()
        except OSError as error:
            connection.rollback()
            raise HTTPException(503, "order not saved") from error
        tasks.add_task(connection.receipt, order.item)
        return order

    @app.get("/orders/export", response_class=TextStream)
    def export(connection: OpenConnection):
        for item in connection.rows():
            yield f"{item}\n"

    @app.get("/log")
    def read_log():
        return shop.log

    return app
