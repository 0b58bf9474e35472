"""Records the change before it looks whether the product exists.

Fails: test_refused_changes_leave_no_trace
"""

from collections.abc import Callable

from fastapi import FastAPI

PRODUCTS = {
    "p-1": {"sku": "p-1", "cents": 1200},
    "p-2": {"sku": "p-2", "cents": 450},
}


def create_app(record: Callable[[str], None]) -> FastAPI:
    from collections.abc import AsyncIterator
    from contextlib import asynccontextmanager
    from typing import Annotated

    from fastapi import Depends, Header, HTTPException
    from pydantic import BaseModel, Field

    class Price(BaseModel):
        cents: int = Field(ge=1, le=1_000_000)

    class Product(BaseModel):
        sku: str
        cents: int

    products = {sku: Product(**found) for sku, found in PRODUCTS.items()}

    def find(sku: str) -> Product:
        if sku not in products:
            raise HTTPException(404, "no such product")
        return products[sku]

    def shop_key(x_shop_key: Annotated[str, Header()] = "") -> None:
        if x_shop_key != "shop-9":
            raise HTTPException(401, "shop key needed")

    def staff(authorization: Annotated[str, Header()] = "") -> None:
        if authorization != "Bearer staff-3":
            challenge = {"WWW-Authenticate": "Bearer"}
            raise HTTPException(401, "staff only", headers=challenge)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        record("open")
        try:
            yield
        finally:
            record("close")

    shop = FastAPI(title="Shop", lifespan=lifespan, dependencies=[Depends(shop_key)])
    admin = FastAPI(title="Shop admin", dependencies=[Depends(staff)])

    @shop.get("/products")
    def list_products() -> list[Product]:
        return list(products.values())

    @shop.get("/products/{sku}")
    def read_product(sku: str) -> Product:
        return find(sku)

    @admin.put("/products/{sku}/price")
    def set_price(sku: str, price: Price) -> Product:
        record(f"{sku} {price.cents}")
        product = find(sku)
        product.cents = price.cents
        return product

    shop.mount("/admin", admin)
    return shop
