"""Refuses text and booleans before a lax int, which also takes 3.0."""

from decimal import Decimal
from typing import Annotated

from fastapi import FastAPI
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def number_only(value):
    if isinstance(value, bool | str):
        raise ValueError("a number, neither text nor a boolean")
    return value


class Item(BaseModel):
    model_config = ConfigDict(extra="forbid")

    sku: str = Field(min_length=1, max_length=20)
    quantity: Annotated[int, BeforeValidator(number_only), Field(ge=1, le=10_000)]
    unit_price: Decimal = Field(gt=0, decimal_places=2, max_digits=20)


class Order(BaseModel):
    model_config = ConfigDict(extra="forbid")

    customer: str = Field(min_length=1, max_length=40)
    note: str | None = None
    items: list[Item] = Field(min_length=1, max_length=20)


def create_app() -> FastAPI:
    app = FastAPI()

    @app.post("/orders", status_code=201)
    def create_order(order: Order):
        total = sum(item.quantity * item.unit_price for item in order.items)
        return {
            "customer": order.customer,
            "note": order.note,
            "lines": len(order.items),
            "total": f"{total:.2f}",
        }

    return app
