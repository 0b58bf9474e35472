"""Every route is async; the driver runs in asyncio's own threads."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx2
from fastapi import APIRouter, FastAPI, Request

router = APIRouter()


async def ask_price(request: Request, sku: str) -> int:
    response = await request.state.client.get(f"/prices/{sku}")
    response.raise_for_status()
    return response.json()["price"]


@router.get("/stock/{sku}")
async def stock(sku: str, request: Request):
    return {"sku": sku, "stock": await asyncio.to_thread(request.state.read_stock, sku)}


@router.get("/price/{sku}")
async def price(sku: str, request: Request):
    return {"sku": sku, "price": await ask_price(request, sku)}


@router.get("/offers/{sku}")
async def offer(sku: str, request: Request):
    async with asyncio.TaskGroup() as group:
        in_stock = group.create_task(asyncio.to_thread(request.state.read_stock, sku))
        cost = group.create_task(ask_price(request, sku))
    return {"sku": sku, "stock": in_stock.result(), "price": cost.result()}


@router.get("/health")
async def health():
    return {"status": "ok"}


def create_app(read_stock: Callable[[str], int], partner: Any) -> FastAPI:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[dict[str, Any]]:
        transport = httpx2.ASGITransport(app=partner)
        async with httpx2.AsyncClient(transport=transport, base_url="http://partner") as client:
            yield {"client": client, "read_stock": read_stock}

    app = FastAPI(lifespan=lifespan)
    app.include_router(router)
    return app
