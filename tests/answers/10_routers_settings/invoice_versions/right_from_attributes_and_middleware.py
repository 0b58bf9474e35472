"""Plain decorators on the app, both models read the same record object, and a middleware adds the header."""

from fastapi import Body, FastAPI, HTTPException
from pydantic import BaseModel


class Customer(BaseModel):
    name: str
    country: str


class Total(BaseModel):
    cents: int
    currency: str = "EUR"


class One(BaseModel):
    number: int
    customer: str
    total_cents: int


class Two(BaseModel):
    number: int
    customer: Customer
    total: Total


def create_app() -> FastAPI:
    app = FastAPI()
    stored: list[Two] = []

    @app.middleware("http")
    async def announce(request, call_next):
        response = await call_next(request)
        if request.url.path.startswith("/v1/"):
            response.headers["Sunset"] = "Wed, 30 Jun 2027 00:00:00 GMT"
        return response

    def add(customer, country, cents):
        who = Customer(name=customer, country=country)
        stored.append(Two(number=len(stored) + 1, customer=who, total=Total(cents=cents)))
        return stored[-1]

    def find(number):
        for invoice in stored:
            if invoice.number == number:
                return invoice
        raise HTTPException(404, "no such invoice")

    def old(new: Two) -> One:
        return One(number=new.number, customer=new.customer.name, total_cents=new.total.cents)

    @app.get("/v1/invoices", deprecated=True)
    async def list_one() -> list[One]:
        return [old(invoice) for invoice in stored]

    @app.get("/v1/invoices/{number}", deprecated=True)
    async def read_one(number: int) -> One:
        return old(find(number))

    @app.post("/v1/invoices", deprecated=True, status_code=201)
    async def create_one(
        customer: str = Body(), country: str = Body(), cents: int = Body(ge=1)
    ) -> One:
        return old(add(customer, country, cents))

    @app.get("/v2/invoices")
    async def list_two() -> list[Two]:
        return stored

    @app.get("/v2/invoices/{number}")
    async def read_two(number: int) -> Two:
        return find(number)

    @app.post("/v2/invoices", status_code=201)
    async def create_two(
        customer: str = Body(), country: str = Body(), cents: int = Body(ge=1)
    ) -> Two:
        return add(customer, country, cents)

    return app
