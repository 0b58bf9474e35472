"""The driver is a def dependency, or has an anyio limiter of its own."""

from collections.abc import Callable
from typing import Annotated, Any

import anyio
import httpx2
from fastapi import Depends, FastAPI
from pydantic import BaseModel


class Offer(BaseModel):
    sku: str
    stock: int
    price: int


def create_app(read_stock: Callable[[str], int], partner: Any) -> FastAPI:
    app = FastAPI()
    transport = httpx2.ASGITransport(app=partner)
    limiter = anyio.CapacityLimiter(10)

    async def find_price(sku: str) -> int:
        async with httpx2.AsyncClient(transport=transport, base_url="http://partner") as client:
            return (await client.get(f"/prices/{sku}")).json()["price"]

    def find_stock(sku: str) -> int:
        return read_stock(sku)

    Price = Annotated[int, Depends(find_price)]

    @app.get("/stock/{sku}")
    async def stock(
        sku: str, in_stock: Annotated[int, Depends(find_stock)]
    ) -> dict[str, str | int]:
        return {"sku": sku, "stock": in_stock}

    @app.get("/price/{sku}")
    async def price(sku: str, price: Price) -> dict[str, str | int]:
        return {"sku": sku, "price": price}

    @app.get("/offers/{sku}")
    async def offer(sku: str, price: Price) -> Offer:
        in_stock = await anyio.to_thread.run_sync(find_stock, sku, limiter=limiter)
        return Offer(sku=sku, stock=in_stock, price=price)

    @app.get("/health")
    async def health() -> dict[str, str]:
        return {"status": "ok"}

    return app
