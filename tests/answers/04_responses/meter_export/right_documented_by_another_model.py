"""Builds the models itself and lets a plain output model filter without checks."""

from collections.abc import Callable

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, model_validator


def create_app(rows: list[dict], on_check: Callable[[str], None]) -> FastAPI:
    class Reading(BaseModel):
        meter: str
        start: int
        end: int

        @model_validator(mode="after")
        def plausible(self):
            on_check(self.meter)
            if self.end < self.start:
                raise ValueError("the meter ran backwards")
            return self

    class PublicReading(BaseModel):
        meter: str
        start: int
        end: int

    app = FastAPI()

    def checked(row: dict) -> dict:
        return Reading(**row).model_dump()

    @app.get("/readings", response_model=list[PublicReading])
    def export():
        return [checked(row) for row in rows]

    @app.get("/readings/{meter}", response_model=PublicReading)
    def read_one(meter: str):
        found = [row for row in rows if row["meter"] == meter]
        if not found:
            raise HTTPException(404)
        return checked(found[0])

    return app
