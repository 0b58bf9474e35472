"""Looks at the token only, so any scheme opens the admin area.

Fails: test_each_door_has_its_own_key
"""

from collections.abc import Callable
from contextlib import asynccontextmanager
from copy import deepcopy
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException
from fastapi.security import APIKeyHeader
from pydantic import BaseModel, Field

PRODUCTS = {
    "p-1": {"sku": "p-1", "cents": 1200},
    "p-2": {"sku": "p-2", "cents": 450},
}

shop_header = APIKeyHeader(name="X-Shop-Key", auto_error=False)


async def require_shop_key(key: Annotated[str | None, Depends(shop_header)]) -> None:
    if key != "shop-9":
        raise HTTPException(401, "shop key needed")


async def require_staff(
    authorization: Annotated[str, Header()] = "",
) -> None:
    if authorization.split(" ")[-1] != "staff-3":
        raise HTTPException(401, "staff only", {"WWW-Authenticate": "Bearer"})


class Product(BaseModel):
    sku: str
    cents: int


class Price(BaseModel):
    cents: int = Field(ge=1, le=1_000_000)


def create_admin(products: dict, record: Callable[[str], None]) -> FastAPI:
    admin = FastAPI(title="Shop admin", dependencies=[Depends(require_staff)])

    @admin.put("/products/{sku}/price")
    def replace_price(sku: str, price: Price) -> Product:
        if sku not in products:
            raise HTTPException(404, "no such product")
        products[sku]["cents"] = price.cents
        record(f"{sku} {price.cents}")
        return products[sku]

    return admin


def create_app(record: Callable[[str], None]) -> FastAPI:
    products = deepcopy(PRODUCTS)

    @asynccontextmanager
    async def lifespan(app: FastAPI):
        record("open")
        yield
        record("close")

    app = FastAPI(title="Shop", lifespan=lifespan, dependencies=[Depends(require_shop_key)])

    @app.get("/products")
    def list_products() -> list[Product]:
        return list(products.values())

    @app.get("/products/{sku}")
    def read_product(sku: str) -> Product:
        if sku not in products:
            raise HTTPException(404, "no such product")
        return products[sku]

    app.mount("/admin", create_admin(products, record))
    return app
