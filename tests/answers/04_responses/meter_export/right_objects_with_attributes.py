"""Keeps rows as plain objects; FastAPI reads their attributes once."""

from types import SimpleNamespace
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

    objects = [SimpleNamespace(**row) for row in rows]
    app = FastAPI()

    @app.get("/readings")
    async def export() -> list[Reading]:
        return objects

    @app.get("/readings/{meter}")
    async def read_one(meter: str) -> Reading:
        for candidate in objects:
            if candidate.meter == meter:
                return candidate
        raise HTTPException(status_code=404)

    return app
