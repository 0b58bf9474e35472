"""Keeps note: str = None, so null is refused.

Fails: test_phone_and_note_may_be_absent_or_null
"""

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, ConfigDict, Field, field_validator


class BookingIn(BaseModel):
    model_config = ConfigDict(
        str_strip_whitespace=True,
        str_min_length=1,
        coerce_numbers_to_str=True,
        validate_by_name=True,
        validate_by_alias=True,
    )
    guest_name: str = Field(alias="guestName", max_length=40)
    phone: str | None = None
    seats: int = Field(ge=1, le=12)
    note: str = None
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
    rows = {}

    @app.post("/bookings", status_code=201)
    async def create_booking(booking: BookingIn):
        row = Row(id=len(rows) + 1, **booking.model_dump())
        rows[row.id] = row
        return vars(row)

    @app.get("/bookings/{booking_id}")
    async def read_booking(booking_id: int):
        if booking_id not in rows:
            raise HTTPException(404, "No such booking")
        return BookingOut.model_validate(rows[booking_id])

    return app
