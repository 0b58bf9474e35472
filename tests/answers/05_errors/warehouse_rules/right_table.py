"""Plain exceptions outside the app, a table of statuses, one handler for each class."""

from fastapi import FastAPI, Header, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, PositiveInt


class UnknownSku(LookupError):
    pass


class BeingCounted(Exception):
    pass


class OutOfStock(Exception):
    pass


class UnknownReservation(LookupError):
    pass


class NotOwner(Exception):
    pass


ANSWERS = {
    UnknownSku: (404, "unknown_sku", {}),
    BeingCounted: (503, "being_counted", {"Retry-After": "120"}),
    OutOfStock: (409, "out_of_stock", {}),
    UnknownReservation: (404, "unknown_reservation", {}),
    NotOwner: (403, "not_owner", {}),
}


class Wanted(BaseModel):
    quantity: PositiveInt


class Warehouse:
    def __init__(self, stock, counting):
        self.stock, self.counting = dict(stock), set(counting)
        self.reservations, self.next_id = {}, 100

    def available(self, sku):
        if sku not in self.stock:
            raise UnknownSku({"sku": sku})
        if sku in self.counting:
            raise BeingCounted({"sku": sku})
        return self.stock[sku]

    def reserve(self, sku, quantity, customer):
        left = self.available(sku)
        if left < quantity:
            facts = {"sku": sku, "requested": quantity, "available": left}
            raise OutOfStock(facts)
        self.stock[sku] = left - quantity
        self.next_id += 1
        self.reservations[self.next_id] = customer, sku, quantity
        return {"id": self.next_id, "sku": sku, "quantity": quantity}

    def release(self, number, customer):
        if number not in self.reservations:
            raise UnknownReservation({"id": number})
        if self.reservations[number][0] != customer:
            raise NotOwner({"id": number})
        _, sku, quantity = self.reservations.pop(number)
        self.stock[sku] += quantity


def refuse(request: Request, exc: Exception) -> JSONResponse:
    status, code, headers = ANSWERS[type(exc)]
    return JSONResponse({"error": code} | exc.args[0], status, headers)


def create_app(stock: dict[str, int], counting: list[str]) -> FastAPI:
    warehouse = Warehouse(stock, counting)
    app = FastAPI(exception_handlers=dict.fromkeys(ANSWERS, refuse))

    @app.get("/stock/{sku}")
    def read_stock(sku: str):
        return {"sku": sku, "available": warehouse.available(sku)}

    @app.post("/stock/{sku}/reservations", status_code=201)
    def reserve(sku: str, wanted: Wanted, x_customer: str = Header()):
        return warehouse.reserve(sku, wanted.quantity, x_customer)

    @app.delete("/reservations/{number}", status_code=204)
    def release(number: int, x_customer: str = Header()):
        warehouse.release(number, x_customer)

    return app
