"""Async, a class without state for the notes, the id kept on request.state."""

from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Request, Response
from pydantic import BaseModel


class Parcel(BaseModel):
    city: str


class Notes:
    def __init__(self, note: str | None = None):
        self.lines = [note] if note else []


def create_app() -> FastAPI:
    app = FastAPI()
    app.state.ids = 0
    parcels: dict[int, dict] = {}
    log: list[str] = []

    async def name_request(request: Request, response: Response):
        app.state.ids += 1
        request.state.id = f"req-{app.state.ids}"
        response.headers["X-Request-ID"] = request.state.id

    async def get_shelf():
        log.append("open")
        try:
            yield parcels
        except BaseException:
            log.append("failed")
            raise
        finally:
            log.append("close")

    named = [Depends(name_request)]

    @app.post("/parcels", status_code=201, dependencies=named)
    async def add_parcel(
        request: Request,
        parcel: Parcel,
        shelf: Annotated[dict, Depends(get_shelf)],
        notes: Annotated[Notes, Depends()],
    ):
        number = len(shelf) + 1
        shelf[number] = {"id": number, "city": parcel.city, "notes": notes.lines}
        return {**shelf[number], "request_id": request.state.id}

    @app.get("/parcels/{number}", dependencies=named)
    async def read_parcel(
        request: Request, number: int, shelf: Annotated[dict, Depends(get_shelf)]
    ):
        if number not in shelf:
            raise HTTPException(404, "no such parcel")
        return {**shelf[number], "request_id": request.state.id}

    @app.get("/log")
    async def read_log():
        return log

    return app
