"""Uses the number minus one as an index: number 0 shows the last invoice.

Fails: test_versions_refuse_alike
"""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request, Response
from pydantic import BaseModel, Field


class InvoiceIn(BaseModel):
    customer: str
    country: str
    cents: int = Field(ge=1)


@dataclass
class Invoice:
    number: int
    customer: str
    country: str
    cents: int
    margin: int


class InvoiceService:
    def __init__(self) -> None:
        self._invoices: list[Invoice] = []

    def all(self) -> list[Invoice]:
        return list(self._invoices)

    def get(self, number: int) -> Invoice:
        try:
            return self._invoices[number - 1]
        except IndexError:
            raise HTTPException(404, "no such invoice") from None

    def create(self, new: InvoiceIn) -> Invoice:
        invoice = Invoice(
            number=len(self._invoices) + 1, margin=new.cents // 10, **new.model_dump()
        )
        self._invoices.append(invoice)
        return invoice


def get_service(request: Request) -> InvoiceService:
    return request.app.state.invoices


Service = Annotated[InvoiceService, Depends(get_service)]


class InvoiceV1(BaseModel):
    number: int
    customer: str
    total_cents: int

    @classmethod
    def of(cls, invoice: Invoice) -> "InvoiceV1":
        return cls(number=invoice.number, customer=invoice.customer, total_cents=invoice.cents)


class Customer(BaseModel):
    name: str
    country: str


class Money(BaseModel):
    cents: int
    currency: str = "EUR"


class InvoiceV2(BaseModel):
    number: int
    customer: Customer
    total: Money

    @classmethod
    def of(cls, invoice: Invoice) -> "InvoiceV2":
        return cls(
            number=invoice.number,
            customer=Customer(name=invoice.customer, country=invoice.country),
            total=Money(cents=invoice.cents),
        )


def build_router(shape: type[InvoiceV1] | type[InvoiceV2]) -> APIRouter:
    router = APIRouter(prefix="/invoices", tags=["invoices"])

    @router.get("", response_model=list[shape])
    def list_invoices(service: Service):
        return [shape.of(invoice) for invoice in service.all()]

    @router.get("/{number}", response_model=shape)
    def read_invoice(number: int, service: Service):
        return shape.of(service.get(number))

    @router.post("", status_code=201, response_model=shape)
    def create_invoice(new: InvoiceIn, service: Service):
        return shape.of(service.create(new))

    return router


def announce_sunset(response: Response) -> None:
    response.headers["Sunset"] = "Wed, 30 Jun 2027 00:00:00 GMT"


def create_app() -> FastAPI:
    app = FastAPI()
    app.state.invoices = InvoiceService()
    app.include_router(
        build_router(InvoiceV1),
        prefix="/v1",
        deprecated=True,
        dependencies=[Depends(announce_sunset)],
    )
    app.include_router(build_router(InvoiceV2), prefix="/v2")
    return app
