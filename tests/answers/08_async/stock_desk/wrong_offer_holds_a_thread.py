"""Makes the offer def and waits for the partner from its thread.

Fails: test_sixty_requests_wait_at_the_partner_at_once
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import quote

import httpx2
from anyio import from_thread
from fastapi import FastAPI, Request


def create_app(read_stock: Callable[[str], int], partner: Any) -> FastAPI:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[dict[str, Any]]:
        transport = httpx2.ASGITransport(app=partner)
        async with httpx2.AsyncClient(transport=transport, base_url="http://partner") as client:
            yield {"client": client}

    app = FastAPI(lifespan=lifespan)

    async def ask_price(client: httpx2.AsyncClient, sku: str) -> int:
        response = await client.get(f"/prices/{quote(sku, safe='')}")
        response.raise_for_status()
        return response.json()["price"]

    @app.get("/stock/{sku}")
    def stock(sku: str):
        return {"sku": sku, "stock": read_stock(sku)}

    @app.get("/price/{sku}")
    async def price(sku: str, request: Request):
        return {"sku": sku, "price": await ask_price(request.state.client, sku)}

    @app.get("/offers/{sku}")
    def offer(sku: str, request: Request):
        asked = from_thread.run(ask_price, request.state.client, sku)
        in_stock = read_stock(sku)
        return {"sku": sku, "stock": in_stock, "price": asked}

    @app.get("/health")
    async def health():
        return {"status": "ok"}

    return app
