"""A service commits and raises its own error, which a handler turns into 503; a router."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Body, Depends, FastAPI, Request
from fastapi.responses import JSONResponse, StreamingResponse
from starlette.background import BackgroundTask


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


class NotSaved(Exception):
    pass


def create_app() -> FastAPI:
    shop = Shop()
    app = FastAPI()

    router = APIRouter(prefix="/orders")

    def get_connection():
        connection = Connection(shop)
        try:
            yield connection
        finally:
            connection.close()

    OpenConnection = Annotated[Connection, Depends(get_connection)]

    class Orders:
        def __init__(self, connection: OpenConnection):
            self.connection = connection

        def place(self, item: str):
            self.connection.add(item)
            try:
                self.connection.commit()
            except OSError as error:
                self.connection.rollback()
                raise NotSaved from error

    @app.exception_handler(NotSaved)
    async def not_saved(request: Request, error: NotSaved):
        return JSONResponse({"detail": "order not saved"}, 503)

    @router.post("")
    def place_order(item: Annotated[str, Body(embed=True)], orders: Annotated[Orders, Depends()]):
        orders.place(item)
        receipt = BackgroundTask(orders.connection.receipt, item)
        return JSONResponse({"item": item}, 201, background=receipt)

    @router.get("/export")
    def export_orders(orders: Annotated[Orders, Depends()]):
        def lines():
            for item in orders.connection.rows():
                yield f"{item}\n".encode()

        return StreamingResponse(lines(), headers={"content-type": "text/plain; charset=utf-8"})

    app.include_router(router)

    @app.get("/log")
    def read_log():
        return shop.log

    return app
