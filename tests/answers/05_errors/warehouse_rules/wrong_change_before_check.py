"""Takes the quantity first and checks afterwards.

Fails: test_refused_reservation_changes_nothing
"""

from fastapi import FastAPI


def create_app(stock: dict[str, int], counting: list[str]) -> FastAPI:
    from itertools import count
    from typing import Annotated, Any

    from fastapi import Body, Header, Request
    from fastapi.responses import JSONResponse

    class WarehouseError(Exception):
        status, code = 400, "refused"
        retry_after: str | None = None

        def __init__(self, **facts: Any) -> None:
            super().__init__(self.code, facts)
            self.facts = facts

    class UnknownSku(WarehouseError):
        status, code = 404, "unknown_sku"

    class BeingCounted(WarehouseError):
        status, code = 503, "being_counted"
        retry_after = "120"

    class OutOfStock(WarehouseError):
        status, code = 409, "out_of_stock"

    class UnknownReservation(WarehouseError):
        status, code = 404, "unknown_reservation"

    class NotOwner(WarehouseError):
        status, code = 403, "not_owner"

    available = dict(stock)
    reservations: dict[int, tuple[str, str, int]] = {}
    ids = count(1)

    def look_up(sku: str) -> int:
        if sku not in available:
            raise UnknownSku(sku=sku)
        if sku in counting:
            raise BeingCounted(sku=sku)
        return available[sku]

    app = FastAPI()

    @app.exception_handler(WarehouseError)
    async def refuse(request: Request, exc: WarehouseError) -> JSONResponse:
        body = {"error": exc.code, **exc.facts}
        response = JSONResponse(body, exc.status)
        if exc.retry_after:
            response.headers["Retry-After"] = exc.retry_after
        return response

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
        available[sku] -= quantity
        if available[sku] < 0:
            raise OutOfStock(sku=sku, requested=quantity, available=left)
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
