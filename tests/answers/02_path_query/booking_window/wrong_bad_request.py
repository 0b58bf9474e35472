"""Answers 400 for a window in the wrong order.

Fails: test_wrong_days_and_wrong_order_are_refused
"""

from fastapi import FastAPI


def create_app(bookings: list[dict]) -> FastAPI:
    from datetime import date
    from typing import Annotated, Any

    from fastapi import HTTPException, Query
    from pydantic import BaseModel, Field

    class Page(BaseModel):
        limit: int = Field(10, ge=1, le=50)
        offset: int = Field(0, ge=0)

    class Window(BaseModel):
        start: date
        end: date

    app = FastAPI()

    @app.get("/bookings")
    async def list_bookings(
        page: Annotated[Page, Query()],
        window: Annotated[Window | None, Query()] = None,
    ) -> dict[str, Any]:
        if window and window.end < window.start:
            raise HTTPException(400, "end lies before start")
        ids = [
            booking["id"]
            for booking in bookings
            if window is None or window.start <= date.fromisoformat(booking["day"]) <= window.end
        ]
        return {"window": window, "ids": ids[page.offset : page.offset + page.limit]}

    return app
