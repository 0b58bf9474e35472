"""Compares the days as text and never checks that they are days.

Fails: test_half_a_window_is_refused, test_wrong_days_and_wrong_order_are_refused
"""

from fastapi import FastAPI


def create_app(bookings: list[dict]) -> FastAPI:
    from typing import Annotated, Any

    from fastapi import Query
    from pydantic import BaseModel, Field, model_validator

    class Page(BaseModel):
        limit: int = Field(10, ge=1, le=50)
        offset: int = Field(0, ge=0)

    class Window(BaseModel):
        start: str
        end: str

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
            if window is None or window.start <= booking["day"] <= window.end
        ]
        return {"window": window, "ids": ids[page.offset : page.offset + page.limit]}

    return app
