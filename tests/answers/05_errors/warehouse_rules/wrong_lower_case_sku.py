"""Finds an article whatever the case of its name.

Fails: test_unknown_article_is_the_same_404_on_both_routes
"""

from fastapi import FastAPI


def create_app(stock: dict[str, int], counting: list[str]) -> FastAPI:
    from itertools import count
    from typing import Annotated, Any

    from fastapi import Body, Header, Request
    from fastapi.responses import JSONResponse

    class WarehouseError(Exception):
        code = "refused"

        def __init__(self, **facts: Any) -> None:
            super().__init__(self.code, facts)
            self.facts = facts

    class UnknownSku(WarehouseError):
        code = "unknown_sku"

    class BeingCounted(WarehouseError):
        code = "being_counted"

    class OutOfStock(WarehouseError):
        code = "out_of_stock"

    class UnknownReservation(WarehouseError):
        code = "unknown_reservation"

    class NotOwner(WarehouseError):
        code = "not_owner"

    available = dict(stock)
    reservations: dict[int, tuple[str, str, int]] = {}
    ids = count(1)

    def look_up(sku: str) -> int:
        sku, sent = sku.lower(), sku
        if sku not in available:
            raise UnknownSku(sku=sent)
        if sku in counting:
            raise BeingCounted(sku=sku)
        return available[sku]

    app = FastAPI()

    answers: dict[type, tuple[int, dict[str, str] | None]] = {
        UnknownSku: (404, None),
        BeingCounted: (503, {"Retry-After": "120"}),
        OutOfStock: (409, None),
        UnknownReservation: (404, None),
        NotOwner: (403, None),
    }

    @app.exception_handler(WarehouseError)
    async def refuse(request: Request, exc: WarehouseError) -> JSONResponse:
        status, headers = answers[type(exc)]
        return JSONResponse({"error": exc.code, **exc.facts}, status, headers)

    @app.get("/stock/{sku}")
    async def read_stock(sku: str):
        return {"sku": sku, "available": look_up(sku)}

    @app.post("/stock/{sku}/reservations", status_code=201)
    async def reserve(
        sku: str,
        quantity: Annotated[int, Body(embed=True, ge=1)],
        x_customer: Annotated[str, Header()],
    ):
        left = look_up(sku)
        if quantity > left:
            raise OutOfStock(sku=sku, requested=quantity, available=left)
        available[sku.lower()] -= quantity
        reservation_id = next(ids)
        reservations[reservation_id] = (x_customer, sku, quantity)
        return {"id": reservation_id, "sku": sku, "quantity": quantity}

    @app.delete("/reservations/{reservation_id}", status_code=204)
    async def release(reservation_id: int, x_customer: Annotated[str, Header()]):
        if reservation_id not in reservations:
            raise UnknownReservation(id=reservation_id)
        owner, sku, quantity = reservations[reservation_id]
        if owner != x_customer:
            raise NotOwner(id=reservation_id)
        del reservations[reservation_id]
        available[sku] += quantity

    return app
