"""Answers 404 behind the last product.

Fails: test_offset_moves_the_page_and_may_pass_the_end
"""

from fastapi import FastAPI


def create_app(products: list[dict]) -> FastAPI:
    from typing import Annotated, Any, Literal

    from fastapi import HTTPException, Query
    from pydantic import BaseModel, ConfigDict, Field

    class Page(BaseModel):
        model_config = ConfigDict(extra="forbid")

        limit: int = Field(20, ge=1, le=100)
        offset: int = Field(0, ge=0)
        sort: Literal["name", "price", "-price"] = "name"

    app = FastAPI()

    @app.get("/products")
    async def list_products(page: Annotated[Page, Query()]) -> dict[str, Any]:
        if page.offset >= len(products):
            raise HTTPException(404, "No such page")
        key, down = page.sort.removeprefix("-"), page.sort.startswith("-")
        ordered = sorted(products, key=lambda product: product[key], reverse=down)
        return {
            "total": len(products),
            "limit": page.limit,
            "offset": page.offset,
            "items": ordered[page.offset : page.offset + page.limit],
        }

    return app
