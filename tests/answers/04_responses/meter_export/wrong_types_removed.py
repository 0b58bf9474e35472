"""Removes the return types: one check, but the document is empty.

Fails: test_document_describes_the_readings
"""

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

    app = FastAPI()

    @app.get("/readings")
    def export():
        return [Reading(**row) for row in rows]

    @app.get("/readings/{meter}")
    def read_one(meter: str):
        for row in rows:
            if row["meter"] == meter:
                return Reading(**row)
        raise HTTPException(404, "No such meter")

    return app
