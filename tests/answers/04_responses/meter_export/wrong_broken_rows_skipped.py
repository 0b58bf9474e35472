"""Leaves broken readings out of the export and answers 200.

Fails: test_broken_reading_is_never_sent
"""

import json
from collections.abc import Callable

from fastapi import FastAPI, HTTPException, Response
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
    def export() -> list[Reading]:
        ready = []
        for row in rows:
            try:
                ready.append(Reading(**row).model_dump())
            except ValueError:
                continue
        return Response(json.dumps(ready), media_type="application/json")

    @app.get("/readings/{meter}")
    def read_one(meter: str) -> Reading:
        for row in rows:
            if row["meter"] == meter:
                return row
        raise HTTPException(404, "No such meter")

    return app
