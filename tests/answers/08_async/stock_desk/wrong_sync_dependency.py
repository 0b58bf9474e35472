"""Counts requests in a def dependency on the app, so that health takes a thread.

Fails: test_health_and_price_answer_while_every_thread_hangs
"""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI


def create_app(read_stock: Callable[[str], int], partner: Any) -> FastAPI:
    import asyncio
    from contextlib import asynccontextmanager

    import httpx2
    from fastapi import Depends
    from fastapi.concurrency import run_in_threadpool

    transport = httpx2.ASGITransport(app=partner)
    client = httpx2.AsyncClient(transport=transport, base_url="http://partner")

    @asynccontextmanager
    async def lifespan(app: FastAPI):
        async with client:
            yield

    served = {"requests": 0}

    def count_request() -> None:
        served["requests"] += 1

    app = FastAPI(lifespan=lifespan, dependencies=[Depends(count_request)])

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
        in_stock, price = await asyncio.gather(run_in_threadpool(read_stock, sku), ask_price(sku))
        return {"sku": sku, "stock": in_stock, "price": price}

    @app.get("/health")
    async def health() -> dict[str, str]:
        return {"status": "ok"}

    return app
