"""A bare outer app starts the book and mounts two applications, the admin first and the shop at the root."""

from collections.abc import Callable
from contextlib import asynccontextmanager

from fastapi import Body, FastAPI
from fastapi.responses import JSONResponse

PRODUCTS = {
    "p-1": {"sku": "p-1", "cents": 1200},
    "p-2": {"sku": "p-2", "cents": 450},
}


def locked(app: FastAPI, header: str, value: str, challenge: dict | None = None):
    @app.middleware("http")
    async def check(request, call_next):
        open_to_all = request.url.path.endswith(("/docs", "/openapi.json"))
        if not open_to_all and request.headers.get(header) != value:
            return JSONResponse({"detail": "who are you?"}, 401, headers=challenge)
        return await call_next(request)


def create_app(record: Callable[[str], None]) -> FastAPI:
    cents = {sku: product["cents"] for sku, product in PRODUCTS.items()}
    unknown = JSONResponse({"detail": "unknown"}, 404)
    shop, admin = FastAPI(), FastAPI()
    locked(shop, "x-shop-key", "shop-9")
    locked(admin, "authorization", "Bearer staff-3", {"WWW-Authenticate": "Bearer"})

    @shop.get("/products")
    async def index():
        return [{"sku": sku, "cents": price} for sku, price in cents.items()]

    @shop.get("/products/{sku}")
    async def show(sku: str):
        return {"sku": sku, "cents": cents[sku]} if sku in cents else unknown

    @admin.put("/products/{sku}/price")
    async def change(sku: str, price: int = Body(alias="cents", embed=True, ge=1, le=10**6)):
        if sku not in cents:
            return unknown
        cents[sku] = price
        record(f"{sku} {price}")
        return {"sku": sku, "cents": price}

    @asynccontextmanager
    async def life(app):
        record("open")
        yield
        record("close")

    outer = FastAPI(lifespan=life, openapi_url=None)
    outer.mount("/admin", admin)
    outer.mount("", shop)
    return outer
