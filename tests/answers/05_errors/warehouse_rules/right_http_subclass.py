"""The rules are HTTPException subclasses and the handler unwraps their detail."""

from typing import Annotated

from fastapi import Body, Depends, FastAPI, Header, HTTPException
from fastapi.responses import JSONResponse


class Refusal(HTTPException):
    def __init__(self, status_code, error, headers=None, **facts):
        super().__init__(status_code, {"error": error, **facts}, headers)


async def unwrap(request, exc: Refusal):
    return JSONResponse(exc.detail, exc.status_code, exc.headers)


def create_app(stock: dict[str, int], counting: list[str]) -> FastAPI:
    app = FastAPI()
    app.add_exception_handler(Refusal, unwrap)
    left, held = dict(stock), []

    async def known_sku(sku: str) -> str:
        if sku not in left:
            raise Refusal(404, "unknown_sku", sku=sku)
        if sku in counting:
            raise Refusal(503, "being_counted", {"Retry-After": "120"}, sku=sku)
        return sku

    Sku = Annotated[str, Depends(known_sku)]
    Customer = Annotated[str, Header(alias="X-Customer")]

    @app.get("/stock/{sku}")
    async def read_stock(sku: Sku):
        return {"sku": sku, "available": left[sku]}

    @app.post("/stock/{sku}/reservations", status_code=201)
    async def reserve(
        sku: Sku, customer: Customer, quantity: Annotated[int, Body(embed=True, gt=0)]
    ):
        if quantity > left[sku]:
            facts = {"sku": sku, "requested": quantity, "available": left[sku]}
            raise Refusal(409, "out_of_stock", **facts)
        left[sku] -= quantity
        held.append((customer, sku, quantity))
        return {"id": len(held) - 1, "sku": sku, "quantity": quantity}

    @app.delete("/reservations/{number}", status_code=204)
    async def release(number: int, customer: Customer):
        if not 0 <= number < len(held) or held[number] is None:
            raise Refusal(404, "unknown_reservation", id=number)
        owner, sku, quantity = held[number]
        if owner != customer:
            raise Refusal(403, "not_owner", id=number)
        held[number] = None
        left[sku] += quantity

    return app
