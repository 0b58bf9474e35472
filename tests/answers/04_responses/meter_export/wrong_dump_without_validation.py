"""Dumps dictionaries through the adapter: dump_json does not validate and does not filter.

Fails: test_export_checks_each_reading_once, test_one_reading_is_checked_once_and_alone, test_broken_reading_is_never_sent
"""

from collections.abc import Callable

from fastapi import FastAPI, HTTPException, Response
from pydantic import BaseModel, TypeAdapter, model_validator


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
    def export() -> list[Reading]:
        return Response(
            TypeAdapter(list[Reading]).dump_json(rows, warnings=False),
            media_type="application/json",
        )

    @app.get("/readings/{meter}")
    def read_one(meter: str) -> Reading:
        for row in rows:
            if row["meter"] == meter:
                return Response(
                    TypeAdapter(Reading).dump_json(row, warnings=False),
                    media_type="application/json",
                )
        raise HTTPException(404, "No such meter")

    return app
