"""One model with optional days and a validator that counts them."""

from datetime import date
from typing import Annotated, Self

from fastapi import FastAPI, Query
from pydantic import BaseModel, Field, model_validator


class Filters(BaseModel):
    limit: int = Field(10, gt=0, le=50)
    offset: int = Field(0, ge=0)
    start: date | None = None
    end: date | None = None

    @model_validator(mode="after")
    def both_or_neither(self) -> Self:
        if (self.start is None) != (self.end is None):
            raise ValueError("start and end belong together")
        if self.start and self.end and self.end < self.start:
            raise ValueError("end lies before start")
        return self


def create_app(bookings: list[dict]) -> FastAPI:
    app = FastAPI()

    @app.get("/bookings")
    def list_bookings(filters: Annotated[Filters, Query()]):
        rows = bookings
        window = None
        if filters.start and filters.end:
            window = filters.model_dump(include={"start", "end"}, mode="json")
            rows = [b for b in rows if window["start"] <= b["day"] <= window["end"]]
        ids = [b["id"] for b in rows]
        return {"window": window, "ids": ids[filters.offset :][: filters.limit]}

    return app
