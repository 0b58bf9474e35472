"""Refuses unknown names by hand, one at a time and before the rest.

Fails: test_unknown_parameters_are_refused_by_name
"""

from fastapi import FastAPI


def create_app(products: list[dict]) -> FastAPI:
    from typing import Annotated, Any, Literal

    from fastapi import Query, Request
    from fastapi.exceptions import RequestValidationError
    from pydantic import BaseModel, Field

    class Page(BaseModel):
        limit: int = Field(20, ge=1, le=100)
        offset: int = Field(0, ge=0)
        sort: Literal["name", "price", "-price"] = "name"

    app = FastAPI()

    @app.get("/products")
    async def list_products(request: Request, page: Annotated[Page, Query()]) -> dict[str, Any]:
        for name in request.query_params:
            if name not in Page.model_fields:
                problem = {"type": "unknown", "loc": ["query", name], "msg": "Unknown"}
                raise RequestValidationError([problem])
        key, down = page.sort.removeprefix("-"), page.sort.startswith("-")
        ordered = sorted(products, key=lambda product: product[key], reverse=down)
        return {
            "total": len(products),
            "limit": page.limit,
            "offset": page.offset,
            "items": ordered[page.offset : page.offset + page.limit],
        }

    return app
