"""Loses the upper bound of the seats while the fields are rewritten.

Fails: test_booking_can_be_read
"""

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, ConfigDict, Field, field_validator


class BookingIn(BaseModel):
    model_config = ConfigDict(
        str_strip_whitespace=True,
        str_min_length=1,
        validate_by_name=True,
        validate_by_alias=True,
    )

    guest_name: str = Field(alias="guestName", max_length=40)
    phone: str | None = Field(default=None, coerce_numbers_to_str=True)
    seats: int = Field(ge=1)
    note: str | None = None
    allergies: list[str] = []

    @field_validator("phone")
    @classmethod
    def phone_has_digits(cls, value: str | None) -> str | None:
        if value is not None and not value.replace(" ", "").isdigit():
            raise ValueError("digits and spaces only")
        return value

    @field_validator("allergies")
    @classmethod
    def lower_case(cls, value: list[str]) -> list[str]:
        return [item.lower() for item in value]


class BookingOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: int
    guest_name: str
    phone: str | None
    seats: int
    note: str | None
    allergies: list[str]


class Row:
    """Stands for a row of the database: attributes, no mapping."""

    def __init__(self, **columns):
        self.__dict__.update(columns)


def create_app() -> FastAPI:
    app = FastAPI()
    rows: dict[int, Row] = {}

    @app.post("/bookings", status_code=201, response_model=BookingOut)
    def create_booking(booking: BookingIn):
        row = Row(id=len(rows) + 1, **booking.model_dump())
        rows[row.id] = row
        return row

    @app.get("/bookings/{booking_id}", response_model=BookingOut)
    def read_booking(booking_id: int):
        if booking_id not in rows:
            raise HTTPException(404, "No such booking")
        return rows[booking_id]

    return app
