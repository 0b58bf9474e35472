"""Writes note: str = None, so null is refused.

Fails: test_note_bounds_and_unknown_keys
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
        note: str = None
        items: list[Item] = Field(min_length=1, max_length=20)

    app = FastAPI()

    @app.post("/orders", status_code=201)
    async def create_order(order: Order) -> dict[str, str | int | None]:
        total = sum(item.quantity * item.unit_price for item in order.items)
        return {
            "customer": order.customer,
            "note": order.note,
            "lines": len(order.items),
            "total": f"{total:.2f}",
        }

    return app
