"""Keeps the pieces as it keeps the prices.

Fails: test_requests_use_the_warm_prices
"""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI


def create_app(
    connect: Callable[[str], str],
    ask: Callable[[str, str], Any],
    close: Callable[[str], None],
) -> FastAPI:
    from contextlib import ExitStack, asynccontextmanager

    from functools import lru_cache

    from fastapi import HTTPException, Request

    class Desk:
        def __init__(self, stock: str, source: str) -> None:
            self.stock, self.source = stock, source
            self.prices: dict[str, int] = ask(source, "*")

        def refresh(self) -> None:
            self.prices = ask(self.source, "*")

    @asynccontextmanager
    async def lifespan(app: FastAPI):
        with ExitStack() as stack:
            stock = connect("stock")
            stack.callback(close, stock)
            source = connect("prices")
            stack.callback(close, source)
            yield {"desk": Desk(stock, source)}

    app = FastAPI(lifespan=lifespan)
    count = lru_cache(ask)

    @app.get("/articles/{sku}")
    def read_article(sku: str, request: Request) -> dict[str, Any]:
        desk: Desk = request.state.desk
        prices = desk.prices
        if sku not in prices:
            raise HTTPException(404, "No such article")
        return {"sku": sku, "cents": prices[sku], "pieces": count(desk.stock, sku)}

    @app.post("/prices/refresh", status_code=204)
    def refresh(request: Request) -> None:
        try:
            request.state.desk.refresh()
        except Exception as error:
            raise HTTPException(503, "The price list cannot be had") from error

    return app
