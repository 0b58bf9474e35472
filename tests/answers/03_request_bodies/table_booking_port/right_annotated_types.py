"""Types with constraints instead of a configuration, rows as dictionaries."""

from typing import Annotated

from fastapi import FastAPI, HTTPException
from pydantic import (
    AfterValidator,
    AliasChoices,
    BaseModel,
    BeforeValidator,
    Field,
    StringConstraints,
)

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def to_text(value):
    return str(value) if type(value) is int else value


def dialable(value: str) -> str:
    assert set(value) <= set("0123456789 "), "digits and spaces only"
    return value


Phone = Annotated[Text, BeforeValidator(to_text), AfterValidator(dialable)]


class Details(BaseModel):
    phone: Phone | None = None
    seats: Annotated[int, Field(gt=0, le=12)]
    note: Text | None = None
    allergies: list[Annotated[Text, AfterValidator(str.lower)]] = Field(default_factory=list)


class BookingIn(Details):
    guest_name: Annotated[Text, StringConstraints(max_length=40)] = Field(
        validation_alias=AliasChoices("guestName", "guest_name")
    )


class Booking(Details):
    id: int
    guest_name: str


def create_app() -> FastAPI:
    app = FastAPI()
    rows: list[dict] = []

    @app.post("/bookings", status_code=201)
    def create_booking(booking: BookingIn) -> Booking:
        rows.append({"id": len(rows) + 1, **booking.model_dump()})
        return Booking(**rows[-1])

    @app.get("/bookings/{booking_id}")
    def read_booking(booking_id: int) -> Booking:
        for row in rows:
            if row["id"] == booking_id:
                return Booking(**row)
        raise HTTPException(404)

    return app
