"""Single parameters; a dependency pairs the days and raises the 422 itself."""

from datetime import date
from typing import Annotated

from fastapi import Depends, FastAPI, Query
from fastapi.exceptions import RequestValidationError


def get_window(start: date | None = None, end: date | None = None) -> tuple[date, date] | None:
    if start is None and end is None:
        return None
    if start is None or end is None or end < start:
        raise RequestValidationError([{"type": "window", "loc": ["query"], "msg": "No window"}])
    return start, end


def create_app(bookings: list[dict]) -> FastAPI:
    app = FastAPI()

    @app.get("/bookings")
    async def list_bookings(
        window: Annotated[tuple[date, date] | None, Depends(get_window)],
        limit: int = Query(10, ge=1, le=50),
        offset: int = Query(0, ge=0),
    ):
        found = []
        for booking in bookings:
            day = date.fromisoformat(booking["day"])
            if window is None or window[0] <= day <= window[1]:
                found.append(booking["id"])
        shown = None if window is None else {"start": window[0], "end": window[1]}
        return {"ids": found[offset : offset + limit], "window": shown}

    return app
