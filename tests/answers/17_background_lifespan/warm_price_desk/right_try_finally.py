"""try/finally by hand, a dependency, and the list refreshed in place."""

from collections.abc import Callable
from contextlib import asynccontextmanager
from typing import Annotated, Any

from fastapi import Depends, FastAPI, HTTPException, Request


def create_app(
    connect: Callable[[str], str],
    ask: Callable[[str, str], Any],
    close: Callable[[str], None],
) -> FastAPI:
    @asynccontextmanager
    async def lifespan(app: FastAPI):
        stock = connect("stock")
        try:
            prices = connect("prices")
            try:
                yield {"stock": stock, "source": prices, "prices": dict(ask(prices, "*"))}
            finally:
                close(prices)
        finally:
            close(stock)

    def get_prices(request: Request) -> dict[str, int]:
        return request.state.prices

    Prices = Annotated[dict, Depends(get_prices)]
    app = FastAPI(lifespan=lifespan)

    @app.get("/articles/{sku}")
    def article(sku: str, prices: Prices, request: Request):
        if sku not in prices:
            raise HTTPException(404, "unknown")
        return {"sku": sku, "cents": prices[sku], "pieces": ask(request.state.stock, sku)}

    @app.post("/prices/refresh", status_code=204)
    def refresh(prices: Prices, request: Request):
        try:
            new = ask(request.state.source, "*")
        except Exception as error:
            raise HTTPException(503) from error
        prices.clear()
        prices.update(new)

    return app
