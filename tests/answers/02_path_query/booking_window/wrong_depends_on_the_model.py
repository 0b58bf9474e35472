"""Builds the window in a dependency of its own: its ValueError is a 500.

Fails: test_half_a_window_is_refused, test_wrong_days_and_wrong_order_are_refused
"""

from fastapi import FastAPI


def create_app(bookings: list[dict]) -> FastAPI:
    from datetime import date
    from typing import Annotated, Any

    from fastapi import Depends, Query
    from pydantic import BaseModel, Field, model_validator

    class Page(BaseModel):
        limit: int = Field(10, ge=1, le=50)
        offset: int = Field(0, ge=0)

    class Window(BaseModel):
        start: date
        end: date

        @model_validator(mode="after")
        def in_order(self) -> "Window":
            if self.end < self.start:
                raise ValueError("end lies before start")
            return self

    def get_window(start: date | None = None, end: date | None = None) -> Window | None:
        return None if start is None and end is None else Window(start=start, end=end)

    app = FastAPI()

    @app.get("/bookings")
    async def list_bookings(
        page: Annotated[Page, Query()],
        window: Annotated[Window | None, Depends(get_window)] = None,
    ) -> dict[str, Any]:
        ids = [
            booking["id"]
            for booking in bookings
            if window is None or window.start <= date.fromisoformat(booking["day"]) <= window.end
        ]
        return {"window": window, "ids": ids[page.offset : page.offset + page.limit]}

    return app
