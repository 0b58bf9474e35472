"""Turns the total into text without asking for two decimal places.

Fails: test_price_is_checked
"""

from decimal import Decimal
from typing import Annotated

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, Field, Strict


class Item(BaseModel):
    model_config = ConfigDict(extra="forbid")

    sku: str = Field(min_length=1, max_length=20)
    quantity: Annotated[int, Strict(), Field(ge=1, le=10_000)]
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
            "total": str(total),
        }

    return app
