"""Builds with model_construct: nothing is checked, so a broken reading is sent.

Fails: test_export_checks_each_reading_once, test_broken_reading_is_never_sent
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
        return [Reading.model_construct(**row) for row in rows]

    @app.get("/readings/{meter}")
    def read_one(meter: str):
        for row in rows:
            if row["meter"] == meter:
                return Reading.model_construct(**row)
        raise HTTPException(404, "No such meter")

    return app
