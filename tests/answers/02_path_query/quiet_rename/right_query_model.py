"""A query model with a field validator and a model validator."""

from enum import StrEnum
from typing import Annotated, Self

from fastapi import FastAPI, Query, Response
from pydantic import BaseModel, Field, field_validator, model_validator


class State(StrEnum):
    OPEN = "open"
    TRANSIT = "transit"
    LOST = "lost"
    DONE = "done"


class Filters(BaseModel):
    limit: int = Field(20, ge=1, le=100)
    page_size: int | None = Field(
        None, ge=1, le=100, json_schema_extra={"deprecated": True}, description="Use limit."
    )
    state: list[State] = []

    @field_validator("state", mode="before")
    @classmethod
    def split(cls, values: list[str]) -> list[str]:
        return list(dict.fromkeys(",".join(values).split(",")))

    @model_validator(mode="after")
    def one_limit(self) -> Self:
        if self.page_size is not None:
            if "limit" in self.model_fields_set and self.limit != self.page_size:
                raise ValueError("limit and page_size differ")
            self.limit = self.page_size
        return self


def create_app(parcels: list[dict]) -> FastAPI:
    app = FastAPI()

    @app.get("/parcels")
    def list_parcels(filters: Annotated[Filters, Query()], response: Response):
        if filters.page_size is not None:
            response.headers["X-Deprecated"] = "page_size"
        found = [p["code"] for p in parcels if not filters.state or p["state"] in filters.state]
        return {
            "limit": filters.limit,
            "states": filters.state,
            "codes": found[: filters.limit],
        }

    return app
