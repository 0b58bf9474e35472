"""Uses the function's name as operation id, which both versions share.

Fails: test_document_tells_the_versions_apart
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    from dataclasses import dataclass
    from typing import Any, Self

    from fastapi import APIRouter, Depends, HTTPException, Response
    from pydantic import BaseModel, Field

    class NewInvoice(BaseModel):
        customer: str
        country: str
        cents: int = Field(ge=1)

    @dataclass
    class Record:
        number: int
        customer: str
        country: str
        cents: int
        margin: int

    class InvoiceV1(BaseModel):
        number: int
        customer: str
        total_cents: int

        @classmethod
        def of(cls, r: Record) -> Self:
            return cls(number=r.number, customer=r.customer, total_cents=r.cents)

    class Customer(BaseModel):
        name: str
        country: str

    class Total(BaseModel):
        cents: int
        currency: str = "EUR"

    class InvoiceV2(BaseModel):
        number: int
        customer: Customer
        total: Total

        @classmethod
        def of(cls, r: Record) -> Self:
            customer = Customer(name=r.customer, country=r.country)
            return cls(number=r.number, customer=customer, total=Total(cents=r.cents))

    records: dict[int, Record] = {}

    def version(prefix: str, shape: Any, **defaults: Any) -> APIRouter:
        router = APIRouter(prefix=prefix + "/invoices", **defaults)

        @router.get("", response_model=list[shape])
        async def list_invoices() -> Any:
            return [shape.of(record) for record in records.values()]

        @router.get("/{number}", response_model=shape)
        async def read_invoice(number: int) -> Any:
            if number not in records:
                raise HTTPException(404, "no such invoice")
            return shape.of(records[number])

        @router.post("", status_code=201, response_model=shape)
        async def create_invoice(new: NewInvoice) -> Any:
            number = len(records) + 1
            record = Record(number, margin=new.cents // 10, **new.model_dump())
            records[number] = record
            return shape.of(record)

        return router

    async def sunset(response: Response) -> None:
        response.headers["Sunset"] = "Wed, 30 Jun 2027 00:00:00 GMT"

    app = FastAPI(generate_unique_id_function=lambda route: route.name)
    old = {"deprecated": True, "dependencies": [Depends(sunset)]}
    app.include_router(version("/v1", InvoiceV1, **old))
    app.include_router(version("/v2", InvoiceV2))
    return app
