"""Forbids extras in the window: the parameters of the page are strangers to it.

Fails: test_no_window_shows_all_bookings, test_page_and_window_combine_and_strangers_are_ignored
"""

from fastapi import FastAPI


def create_app(bookings: list[dict]) -> FastAPI:
    from datetime import date
    from typing import Annotated, Any

    from fastapi import Query
    from pydantic import BaseModel, Field, model_validator

    class Page(BaseModel):
        limit: int = Field(10, ge=1, le=50)
        offset: int = Field(0, ge=0)

    class Window(BaseModel, extra="forbid"):
        start: date
        end: date

        @model_validator(mode="after")
        def in_order(self) -> "Window":
            if self.end < self.start:
                raise ValueError("end lies before start")
            return self

    app = FastAPI()

    @app.get("/bookings")
    async def list_bookings(
        page: Annotated[Page, Query()],
        window: Annotated[Window | None, Query()] = None,
    ) -> dict[str, Any]:
        ids = [
            booking["id"]
            for booking in bookings
            if window is None or window.start <= date.fromisoformat(booking["day"]) <= window.end
        ]
        return {"window": window, "ids": ids[page.offset : page.offset + page.limit]}

    return app
