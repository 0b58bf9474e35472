"""The admin app has the lifespan and the outer one enters it; HTTPBearer, APIKeyHeader, one routes module per part."""

import copy
from collections.abc import Callable
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import APIRouter, Body, Depends, FastAPI, HTTPException, Request
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer

PRODUCTS = {
    "p-1": {"sku": "p-1", "cents": 1200},
    "p-2": {"sku": "p-2", "cents": 450},
}


async def shop_guard(key: Annotated[str | None, Depends(APIKeyHeader(name="X-Shop-Key"))]):
    if key != "shop-9":
        raise HTTPException(401)


async def staff_guard(sent: Annotated[HTTPAuthorizationCredentials, Depends(HTTPBearer())]):
    if sent.credentials != "staff-3":
        raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})


products = APIRouter(prefix="/products", dependencies=[Depends(shop_guard)])
prices = APIRouter(prefix="/products/{sku}/price", dependencies=[Depends(staff_guard)])


@products.get("")
async def everything(request: Request):
    return list(request.app.state.products.values())


@products.get("/{sku}")
async def single(request: Request, sku: str):
    if sku not in request.app.state.products:
        raise HTTPException(404)
    return request.app.state.products[sku]


@prices.put("")
async def replace(
    request: Request, sku: str, cents: Annotated[int, Body(embed=True, ge=1, le=1000000)]
):
    state = request.app.state
    if sku not in state.products:
        raise HTTPException(404)
    state.products[sku]["cents"] = cents
    state.record(f"{sku} {cents}")
    return state.products[sku]


def create_app(record: Callable[[str], None]) -> FastAPI:
    @asynccontextmanager
    async def book(app):
        record("open")
        yield
        record("close")

    admin = FastAPI(lifespan=book)

    @asynccontextmanager
    async def outer(app):
        async with admin.router.lifespan_context(admin):
            yield

    app = FastAPI(lifespan=outer)
    app.state.products = admin.state.products = copy.deepcopy(PRODUCTS)
    admin.state.record = record
    app.include_router(products)
    admin.include_router(prices)
    app.mount("/admin", admin)
    return app
