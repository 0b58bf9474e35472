"""Checks by hand in validators, counts in cents, parameters instead of one model."""

import re
from typing import Annotated

from fastapi import Body, FastAPI
from pydantic import BaseModel, BeforeValidator, ConfigDict, field_validator


def whole(value):
    if type(value) is not int or not 1 <= value <= 10_000:
        raise ValueError("a whole number, 1 to 10 000")
    return value


class Item(BaseModel):
    model_config = ConfigDict(extra="forbid")
    sku: str
    quantity: Annotated[int, BeforeValidator(whole)]
    unit_price: str

    @field_validator("sku")
    @classmethod
    def short(cls, value):
        if not 1 <= len(value) <= 20:
            raise ValueError("1 to 20 characters")
        return value

    @field_validator("unit_price")
    @classmethod
    def price(cls, value):
        if not re.fullmatch(r"[0-9]{1,18}(\.[0-9]{1,2})?", value) or not value.strip("0."):
            raise ValueError("a price")
        return value

    def cents(self):
        units, _, rest = self.unit_price.partition(".")
        return self.quantity * (int(units) * 100 + int(f"{rest:0<2}"))


class Order(BaseModel):
    model_config = ConfigDict(extra="forbid")
    customer: str
    note: str | None = None
    items: list[Item]

    @field_validator("customer")
    @classmethod
    def named(cls, value):
        if not 1 <= len(value) <= 40:
            raise ValueError("1 to 40 characters")
        return value

    @field_validator("items")
    @classmethod
    def some(cls, value):
        if not 1 <= len(value) <= 20:
            raise ValueError("1 to 20 items")
        return value


def create_app() -> FastAPI:
    app = FastAPI()

    @app.post("/orders", status_code=201)
    async def create_order(order: Annotated[Order, Body()]):
        cents = sum(item.cents() for item in order.items)
        return {
            "customer": order.customer,
            "note": order.note,
            "lines": len(order.items),
            "total": f"{cents // 100}.{cents % 100:02}",
        }

    return app
