"""Chooses well for the plain routes and blocks in the one that needs both.

Fails: test_health_answers_while_an_offer_hangs
"""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI


def create_app(read_stock: Callable[[str], int], partner: Any) -> FastAPI:
    from contextlib import asynccontextmanager

    import httpx2

    transport = httpx2.ASGITransport(app=partner)
    client = httpx2.AsyncClient(transport=transport, base_url="http://partner")

    @asynccontextmanager
    async def lifespan(app: FastAPI):
        async with client:
            yield

    app = FastAPI(lifespan=lifespan)

    async def ask_price(sku: str) -> int:
        response = await client.get(f"/prices/{sku}")
        return response.json()["price"]

    @app.get("/stock/{sku}")
    def stock(sku: str) -> dict[str, str | int]:
        return {"sku": sku, "stock": read_stock(sku)}

    @app.get("/price/{sku}")
    async def price(sku: str) -> dict[str, str | int]:
        return {"sku": sku, "price": await ask_price(sku)}

    @app.get("/offers/{sku}")
    async def offer(sku: str) -> dict[str, str | int]:
        price = await ask_price(sku)
        in_stock = read_stock(sku)
        return {"sku": sku, "stock": in_stock, "price": price}

    @app.get("/health")
    async def health() -> dict[str, str]:
        return {"status": "ok"}

    return app
