"""Three plain parameters and a dependency that refuses unknown names."""

from enum import StrEnum
from typing import Annotated

from fastapi import Depends, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError


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

    def known_only(
        request: Request,
        limit: Annotated[int, Query(ge=1, le=100)] = 20,
        offset: Annotated[int, Query(ge=0)] = 0,
        sort: Sort = Sort.NAME,
    ) -> tuple[int, int, Sort]:
        strangers = sorted(set(request.query_params) - {"limit", "offset", "sort"})
        if strangers:
            problems = [
                {"type": "extra_forbidden", "loc": ("query", name), "msg": "Unknown"}
                for name in strangers
            ]
            raise RequestValidationError(problems)
        return limit, offset, sort

    @app.get("/products")
    def list_products(page: Annotated[tuple, Depends(known_only)]):
        limit, offset, sort = page
        items = orders[sort][offset : offset + limit]
        return {"total": len(products), "limit": limit, "offset": offset, "items": items}

    return app
