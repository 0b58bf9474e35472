"""Takes any text for sort and falls back to the name.

Fails: test_sort_is_one_of_three_and_stable
"""

from fastapi import FastAPI


def create_app(products: list[dict]) -> FastAPI:
    from typing import Annotated, Any

    from fastapi import Query
    from pydantic import BaseModel, ConfigDict, Field

    class Page(BaseModel):
        model_config = ConfigDict(extra="forbid")

        limit: int = Field(20, ge=1, le=100)
        offset: int = Field(0, ge=0)
        sort: str = "name"

    app = FastAPI()

    @app.get("/products")
    async def list_products(page: Annotated[Page, Query()]) -> dict[str, Any]:
        key = "price" if page.sort in ("price", "-price") else "name"
        down = page.sort == "-price"
        ordered = sorted(products, key=lambda product: product[key], reverse=down)
        return {
            "total": len(products),
            "limit": page.limit,
            "offset": page.offset,
            "items": ordered[page.offset : page.offset + page.limit],
        }

    return app
