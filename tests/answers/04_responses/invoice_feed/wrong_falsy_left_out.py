"""Leaves out every empty value instead of nulls.

Fails: test_only_nulls_are_left_out
"""

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel


def create_app(invoices: list[dict]) -> FastAPI:
    from datetime import UTC, datetime
    from decimal import Decimal
    from typing import Annotated

    from pydantic import AfterValidator, AliasGenerator, ConfigDict, Field, computed_field
    from pydantic.alias_generators import to_camel

    def in_cents(amount: Decimal) -> Decimal:
        return amount.quantize(Decimal("0.01"))

    def in_utc(t: datetime) -> datetime:
        return t.replace(tzinfo=UTC) if t.tzinfo is None else t.astimezone(UTC)

    Money = Annotated[Decimal, AfterValidator(in_cents)]
    Moment = Annotated[datetime, AfterValidator(in_utc)]

    camel = AliasGenerator(serialization_alias=to_camel)

    class Out(BaseModel):
        model_config = ConfigDict(alias_generator=camel)

    class Line(Out):
        text: str
        quantity: int
        unit_price: Money

        @computed_field
        @property
        def line_total(self) -> Decimal:
            return in_cents(self.quantity * self.unit_price)

    class Invoice(Out):
        number: str
        customer_name: str
        issued_at: Moment
        paid_at: Moment | None = Field(exclude_if=lambda v: not v)
        note: str | None = Field(exclude_if=lambda v: not v)
        reverse_charge: bool
        lines: list[Line]

        @computed_field
        @property
        def total(self) -> Decimal:
            return in_cents(sum((line.line_total for line in self.lines), Decimal()))

    app = FastAPI()

    @app.get("/invoices", response_model_exclude_none=False)
    def list_invoices() -> list[Invoice]:
        return invoices

    @app.get("/invoices/{number}", response_model_exclude_none=False)
    def read_invoice(number: str) -> Invoice:
        for row in invoices:
            if row["number"] == number:
                return row
        raise HTTPException(404, "No such invoice")

    return app
