"""Declares the lower bounds and leaves the upper ones open.

Fails: test_quantity_is_not_guessed, test_price_is_checked, test_note_bounds_and_unknown_keys
"""

from decimal import Decimal
from typing import Annotated

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, Field, Strict


class Item(BaseModel):
    model_config = ConfigDict(extra="forbid")

    sku: str = Field(min_length=1)
    quantity: Annotated[int, Strict(), Field(ge=1)]
    unit_price: Decimal = Field(gt=0, decimal_places=2)


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
