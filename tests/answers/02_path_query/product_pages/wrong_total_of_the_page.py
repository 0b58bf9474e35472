"""Reports the size of the page as the total.

Fails: test_first_page_needs_no_parameter, test_offset_moves_the_page_and_may_pass_the_end
"""

from fastapi import FastAPI


def create_app(products: list[dict]) -> FastAPI:
    from typing import Annotated, Any, Literal

    from fastapi import Query
    from pydantic import BaseModel, ConfigDict, Field

    class Page(BaseModel):
        model_config = ConfigDict(extra="forbid")

        limit: int = Field(20, ge=1, le=100)
        offset: int = Field(0, ge=0)
        sort: Literal["name", "price", "-price"] = "name"

    app = FastAPI()

    @app.get("/products")
    async def list_products(page: Annotated[Page, Query()]) -> dict[str, Any]:
        key, down = page.sort.removeprefix("-"), page.sort.startswith("-")
        ordered = sorted(products, key=lambda product: product[key], reverse=down)
        return {
            "total": len(ordered[page.offset : page.offset + page.limit]),
            "limit": page.limit,
            "offset": page.offset,
            "items": ordered[page.offset : page.offset + page.limit],
        }

    return app
