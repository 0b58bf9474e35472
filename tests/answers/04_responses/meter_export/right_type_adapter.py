"""Validates with type adapters, dumps to bytes, returns a Response beside response_model."""

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

    many = TypeAdapter(list[Reading])
    one = TypeAdapter(Reading)
    by_meter = {row["meter"]: row for row in rows}
    app = FastAPI()

    @app.get("/readings", response_model=list[Reading])
    async def export():
        content = many.dump_json(many.validate_python(rows))
        return Response(content, media_type="application/json")

    @app.get("/readings/{meter}", response_model=Reading)
    async def read_one(meter: str):
        if meter not in by_meter:
            raise HTTPException(404)
        content = one.dump_json(one.validate_python(by_meter[meter]))
        return Response(content, media_type="application/json")

    return app
