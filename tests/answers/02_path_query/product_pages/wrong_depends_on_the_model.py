"""Uses Depends() on the model: extra="forbid" never sees an unknown name.

Fails: test_unknown_parameters_are_refused_by_name
"""

from fastapi import FastAPI


def create_app(products: list[dict]) -> FastAPI:
    from typing import Annotated, Any, Literal

    from fastapi import Depends
    from pydantic import BaseModel, ConfigDict, Field

    class Page(BaseModel):
        model_config = ConfigDict(extra="forbid")

        limit: int = Field(20, ge=1, le=100)
        offset: int = Field(0, ge=0)
        sort: Literal["name", "price", "-price"] = "name"

    app = FastAPI()

    @app.get("/products")
    async def list_products(page: Annotated[Page, Depends()]) -> dict[str, Any]:
        key, down = page.sort.removeprefix("-"), page.sort.startswith("-")
        ordered = sorted(products, key=lambda product: product[key], reverse=down)
        return {
            "total": len(products),
            "limit": page.limit,
            "offset": page.offset,
            "items": ordered[page.offset : page.offset + page.limit],
        }

    return app
