"""Reusable Annotated types, a plain function, response model."""

from decimal import Decimal
from typing import Annotated

from fastapi import FastAPI
from pydantic import BaseModel, Field, Strict

Quantity = Annotated[int, Strict(), Field(gt=0, le=10_000)]
Price = Annotated[Decimal, Field(gt=Decimal(0), decimal_places=2, max_digits=20)]
Code = Annotated[str, Field(min_length=1, max_length=20)]


class Closed(BaseModel, extra="forbid"):
    pass


class Item(Closed):
    sku: Code
    quantity: Quantity
    unit_price: Price


class Order(Closed):
    customer: Annotated[str, Field(min_length=1, max_length=40)]
    note: str | None = None
    items: Annotated[list[Item], Field(min_length=1, max_length=20)]


class Receipt(BaseModel):
    customer: str
    note: str | None
    lines: int
    total: str


def create_app() -> FastAPI:
    app = FastAPI()

    @app.post("/orders", status_code=201)
    def create_order(order: Order) -> Receipt:
        total = Decimal("0.00")
        for item in order.items:
            total += item.quantity * item.unit_price
        return Receipt(
            customer=order.customer,
            note=order.note,
            lines=len(order.items),
            total=str(total.quantize(Decimal("0.01"))),
        )

    return app
