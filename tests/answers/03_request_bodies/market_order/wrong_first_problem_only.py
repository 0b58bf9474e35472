"""Checks in the route and refuses with a text, one problem at a time.

Fails: test_bad_item_is_named_by_its_place, test_price_is_checked
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    from decimal import Decimal

    from fastapi import HTTPException
    from pydantic import BaseModel, ConfigDict, Field

    class Item(BaseModel):
        model_config = ConfigDict(extra="forbid")
        sku: str = Field(min_length=1, max_length=20)
        quantity: int = Field(ge=1, le=10_000, strict=True)
        unit_price: Decimal

    class Order(BaseModel):
        model_config = ConfigDict(extra="forbid")
        customer: str = Field(min_length=1, max_length=40)
        note: str | None = None
        items: list[Item] = Field(min_length=1, max_length=20)

    app = FastAPI()

    @app.post("/orders", status_code=201)
    async def create_order(order: Order) -> dict[str, str | int | None]:
        for item in order.items:
            if item.unit_price <= 0 or round(item.unit_price, 2) != item.unit_price:
                raise HTTPException(422, "bad price")
        total = sum(item.quantity * item.unit_price for item in order.items)
        return {
            "customer": order.customer,
            "note": order.note,
            "lines": len(order.items),
            "total": f"{total:.2f}",
        }

    return app
