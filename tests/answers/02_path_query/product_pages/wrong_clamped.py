"""Corrects a limit silently instead of refusing it.

Fails: test_limit_is_1_to_100
"""

from fastapi import FastAPI


def create_app(products: list[dict]) -> FastAPI:
    from typing import Annotated, Any, Literal

    from fastapi import Query
    from pydantic import BaseModel, ConfigDict, Field

    class Page(BaseModel):
        model_config = ConfigDict(extra="forbid")

        limit: int = 20
        offset: int = Field(0, ge=0)
        sort: Literal["name", "price", "-price"] = "name"

    app = FastAPI()

    @app.get("/products")
    async def list_products(page: Annotated[Page, Query()]) -> dict[str, Any]:
        page.limit = max(1, min(page.limit, 100))
        key, down = page.sort.removeprefix("-"), page.sort.startswith("-")
        ordered = sorted(products, key=lambda product: product[key], reverse=down)
        return {
            "total": len(products),
            "limit": page.limit,
            "offset": page.offset,
            "items": ordered[page.offset : page.offset + page.limit],
        }

    return app
