"""Money as a format string, fractions cut off, models built at start-up."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated

from fastapi import FastAPI, HTTPException
from pydantic import AfterValidator, BaseModel, PlainSerializer, computed_field
from pydantic.alias_generators import to_camel

Money = Annotated[Decimal, PlainSerializer(lambda amount: f"{amount:.2f}", return_type=str)]


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).replace(microsecond=0)


Moment = Annotated[datetime, AfterValidator(_utc)]


class Camel(BaseModel, alias_generator=to_camel, validate_by_name=True):
    pass


class Line(Camel):
    text: str
    quantity: int
    unit_price: Money

    @computed_field
    @property
    def line_total(self) -> Money:
        return self.quantity * self.unit_price


class Invoice(Camel):
    number: str
    customer_name: str
    issued_at: Moment
    paid_at: Moment | None
    note: str | None
    reverse_charge: bool
    lines: list[Line]

    @computed_field
    @property
    def total(self) -> Money:
        return sum((line.line_total for line in self.lines), Decimal(0))


def create_app(invoices: list[dict]) -> FastAPI:
    app = FastAPI()
    by_number = {row["number"]: Invoice(**row) for row in invoices}

    @app.get("/invoices", response_model_exclude_none=True)
    def list_invoices() -> list[Invoice]:
        return list(by_number.values())

    @app.get("/invoices/{number}", response_model_exclude_none=True)
    def read_invoice(number: str) -> Invoice:
        if number not in by_number:
            raise HTTPException(404)
        return by_number[number]

    return app
