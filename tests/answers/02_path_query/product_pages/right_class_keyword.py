"""Model with extra as class keyword and a method, sync, response model."""

from typing import Annotated, Literal

from fastapi import FastAPI, Query
from pydantic import BaseModel, NonNegativeInt


class Paging(BaseModel, extra="forbid"):
    limit: Annotated[int, Query(gt=0, lt=101)] = 20
    offset: NonNegativeInt = 0
    sort: Literal["name", "price", "-price"] = "name"

    def apply(self, rows: list[dict]) -> list[dict]:
        match self.sort:
            case "name":
                rows = sorted(rows, key=lambda row: row["name"])
            case "price":
                rows = sorted(rows, key=lambda row: row["price"])
            case _:
                rows = sorted(rows, key=lambda row: row["price"], reverse=True)
        return rows[self.offset :][: self.limit]


class Product(BaseModel):
    name: str
    price: int


class Products(BaseModel):
    items: list[Product]
    total: int
    limit: int
    offset: int


def create_app(products: list[dict]) -> FastAPI:
    app = FastAPI()

    @app.get("/products")
    def list_products(paging: Annotated[Paging, Query()]) -> Products:
        items = paging.apply(products)
        return Products(
            items=items, total=len(products), **paging.model_dump(include={"limit", "offset"})
        )

    return app
