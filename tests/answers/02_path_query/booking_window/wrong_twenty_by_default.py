"""Takes over the default of the other lists: 20 instead of 10.

Fails: test_page_and_window_combine_and_strangers_are_ignored
"""

from datetime import date
from typing import Annotated, Self

from fastapi import FastAPI, Query
from pydantic import BaseModel, Field, model_validator


class Page(BaseModel):
    limit: int = Field(20, ge=1, le=50)
    offset: int = Field(0, ge=0)


class Window(BaseModel):
    start: date
    end: date

    @model_validator(mode="after")
    def end_not_before_start(self) -> Self:
        if self.end < self.start:
            raise ValueError("end must not be before start")
        return self

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


def create_app(bookings: list[dict]) -> FastAPI:
    app = FastAPI()

    @app.get("/bookings")
    def list_bookings(
        page: Annotated[Page, Query()],
        window: Annotated[Window | None, Query()] = None,
    ):
        ids = [
            booking["id"]
            for booking in bookings
            if window is None or date.fromisoformat(booking["day"]) in window
        ]
        return {
            "window": window,
            "ids": ids[page.offset : page.offset + page.limit],
        }

    return app
