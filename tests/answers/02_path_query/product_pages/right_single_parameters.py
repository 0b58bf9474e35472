"""Three plain parameters and a dependency that refuses unknown names."""

from enum import StrEnum
from typing import Annotated

from fastapi import Depends, FastAPI, Query, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse


class Sort(StrEnum):
    NAME = "name"
    PRICE = "price"
    PRICE_DOWN = "-price"


def create_app(products: list[dict]) -> FastAPI:
    app = FastAPI()
    orders = {
        Sort.NAME: sorted(products, key=lambda p: p["name"]),
        Sort.PRICE: sorted(products, key=lambda p: p["price"]),
        Sort.PRICE_DOWN: sorted(products, key=lambda p: -p["price"]),
    }

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, exc: RequestValidationError):
        problems = [*exc.errors(), *strangers(request)]
        return JSONResponse({"detail": jsonable_encoder(problems)}, 422)

    def strangers(request: Request) -> list[dict]:
        names = sorted(set(request.query_params) - {"limit", "offset", "sort"})
        return [{"type": "unknown", "loc": ["query", name], "msg": "Unknown"} for name in names]

    def known_only(request: Request) -> None:
        if strangers(request):
            raise RequestValidationError([])

    @app.get("/products")
    def list_products(
        limit: Annotated[int, Query(ge=1, le=100)] = 20,
        offset: Annotated[int, Query(ge=0)] = 0,
        sort: Sort = Sort.NAME,
        known: Annotated[None, Depends(known_only)] = None,
    ):
        items = orders[sort][offset : offset + limit]
        return {"total": len(products), "limit": limit, "offset": offset, "items": items}

    return app
