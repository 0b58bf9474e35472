"""Leaves out Query(): the model is the JSON body.

Fails: test_first_page_needs_no_parameter, test_limit_is_1_to_100
"""

from fastapi import FastAPI


def create_app(products: list[dict]) -> FastAPI:
    from typing import Any, Literal

    from pydantic import BaseModel, ConfigDict, Field

    class Page(BaseModel):
        model_config = ConfigDict(extra="forbid")

        limit: int = Field(20, ge=1, le=100)
        offset: int = Field(0, ge=0)
        sort: Literal["name", "price", "-price"] = "name"

    app = FastAPI()

    @app.get("/products")
    async def list_products(page: Page) -> dict[str, Any]:
        key, down = page.sort.removeprefix("-"), page.sort.startswith("-")
        ordered = sorted(products, key=lambda product: product[key], reverse=down)
        return {
            "total": len(products),
            "limit": page.limit,
            "offset": page.offset,
            "items": ordered[page.offset : page.offset + page.limit],
        }

    return app
