"""Wraps the blocking call in a coroutine and believes that await lets go of the loop.

Fails: test_health_answers_while_stock_hangs, test_health_answers_while_an_offer_hangs, test_health_and_price_answer_while_every_thread_hangs
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

    async def read_async(sku: str) -> int:
        return read_stock(sku)

    async def ask_price(sku: str) -> int:
        response = await client.get(f"/prices/{sku}")
        return response.json()["price"]

    @app.get("/stock/{sku}")
    async def stock(sku: str) -> dict[str, str | int]:
        return {"sku": sku, "stock": await read_async(sku)}

    @app.get("/price/{sku}")
    async def price(sku: str) -> dict[str, str | int]:
        return {"sku": sku, "price": await ask_price(sku)}

    @app.get("/offers/{sku}")
    async def offer(sku: str) -> dict[str, str | int]:
        price = await ask_price(sku)
        in_stock = await read_async(sku)
        return {"sku": sku, "stock": in_stock, "price": price}

    @app.get("/health")
    async def health() -> dict[str, str]:
        return {"status": "ok"}

    return app
