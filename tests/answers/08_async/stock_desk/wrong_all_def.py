"""Makes everything def: health and prices queue for one of the 40 threads.

Fails: test_health_and_price_answer_while_every_thread_hangs, test_sixty_requests_wait_at_the_partner_at_once
"""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI


def create_app(read_stock: Callable[[str], int], partner: Any) -> FastAPI:
    import asyncio
    from contextlib import asynccontextmanager

    import httpx2
    from anyio import from_thread
    from fastapi.concurrency import run_in_threadpool

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
    def price(sku: str) -> dict[str, str | int]:
        return {"sku": sku, "price": from_thread.run(ask_price, sku)}

    @app.get("/offers/{sku}")
    async def offer(sku: str) -> dict[str, str | int]:
        in_stock, price = await asyncio.gather(run_in_threadpool(read_stock, sku), ask_price(sku))
        return {"sku": sku, "stock": in_stock, "price": price}

    @app.get("/health")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    return app
