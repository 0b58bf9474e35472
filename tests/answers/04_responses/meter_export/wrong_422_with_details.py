"""Answers 422 with Pydantic's text, which quotes the row.

Fails: test_broken_reading_is_never_sent
"""

from collections.abc import Callable

from fastapi import FastAPI, HTTPException
from fastapi.exceptions import ResponseValidationError
from fastapi.responses import PlainTextResponse
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
        return rows

    @app.get("/readings/{meter}")
    def read_one(meter: str) -> Reading:
        for row in rows:
            if row["meter"] == meter:
                return row
        raise HTTPException(404, "No such meter")

    @app.exception_handler(ResponseValidationError)
    async def explain(request, exc):
        return PlainTextResponse(str(exc), status_code=422)

    return app
