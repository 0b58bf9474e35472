"""Builds the items inside the route, where an invalid one is a 500.

Fails: test_bad_item_is_named_by_its_place, test_quantity_is_not_guessed, test_price_is_checked
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    from decimal import Decimal

    from pydantic import BaseModel, ConfigDict, Field

    class Item(BaseModel):
        model_config = ConfigDict(extra="forbid")
        sku: str = Field(min_length=1, max_length=20)
        quantity: int = Field(ge=1, le=10_000, strict=True)
        unit_price: Decimal = Field(gt=0, decimal_places=2, max_digits=20)

    class Order(BaseModel):
        model_config = ConfigDict(extra="forbid")
        customer: str = Field(min_length=1, max_length=40)
        note: str | None = None
        items: list[dict] = Field(min_length=1, max_length=20)

    app = FastAPI()

    @app.post("/orders", status_code=201)
    async def create_order(order: Order) -> dict[str, str | int | None]:
        items = [Item.model_validate(item) for item in order.items]
        total = sum(item.quantity * item.unit_price for item in items)
        return {
            "customer": order.customer,
            "note": order.note,
            "lines": len(order.items),
            "total": f"{total:.2f}",
        }

    return app
