"""Counts in integer cents, serialisers on the fields, exclude_if on the nullable ones."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, FastAPI, HTTPException
from pydantic import BaseModel, BeforeValidator, Field, PlainSerializer
from pydantic.alias_generators import to_camel


def to_cents(text: str) -> int:
    return int(Decimal(text) * 100)


def from_cents(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def zulu(moment: datetime | None):
    if moment is None:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC)


Cents = Annotated[int, BeforeValidator(to_cents), PlainSerializer(from_cents, return_type=str)]
Sum = Annotated[int, PlainSerializer(from_cents, return_type=str)]
Moment = Annotated[datetime, PlainSerializer(zulu)]


class Base(BaseModel, alias_generator=to_camel, validate_by_name=True):
    pass


class Line(Base):
    text: str
    quantity: int
    unit_price: Cents
    line_total: Sum = 0

    def model_post_init(self, context):
        self.line_total = self.quantity * self.unit_price


class Invoice(Base):
    number: str
    customer_name: str
    issued_at: Moment
    paid_at: Moment | None = Field(exclude_if=lambda value: value is None)
    note: str | None = Field(exclude_if=lambda value: value is None)
    reverse_charge: bool
    lines: list[Line]
    total: Sum = 0

    def model_post_init(self, context):
        self.total = sum(line.line_total for line in self.lines)


def create_app(invoices: list[dict]) -> FastAPI:
    router = APIRouter(prefix="/invoices")
    known = {row["number"]: Invoice(**row) for row in invoices}

    @router.get("", response_model=list[Invoice])
    def list_invoices():
        return list(known.values())

    @router.get("/{number}", response_model=Invoice)
    def read_invoice(number: str):
        if number not in known:
            raise HTTPException(404)
        return known[number]

    app = FastAPI()
    app.include_router(router)
    return app
