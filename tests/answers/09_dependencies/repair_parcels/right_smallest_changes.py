"""The starter with one line changed for each complaint."""

from itertools import count
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Response
from pydantic import BaseModel


class Parcel(BaseModel):
    city: str


class Notes:
    def __call__(self, note: str | None = None) -> list[str]:
        if note:
            return [note]
        return []


def create_app() -> FastAPI:
    app = FastAPI()
    parcels: dict[int, dict] = {}
    log: list[str] = []
    numbers = count(1)
    notes_of_request = Notes()

    def new_request_id() -> str:
        return f"req-{next(numbers)}"

    FreshId = Annotated[str, Depends(new_request_id, use_cache=True)]

    def label_answer(response: Response, request_id: FreshId):
        response.headers["X-Request-ID"] = request_id

    def get_shelf():
        log.append("open")
        try:
            yield parcels
        except Exception:
            log.append("failed")
            raise
        finally:
            log.append("close")

    Shelf = Annotated[dict, Depends(get_shelf)]

    @app.post("/parcels", status_code=201, dependencies=[Depends(label_answer)])
    def add_parcel(
        parcel: Parcel,
        shelf: Shelf,
        notes: Annotated[list[str], Depends(notes_of_request)],
        request_id: FreshId,
    ):
        number = len(shelf) + 1
        shelf[number] = {"id": number, "city": parcel.city, "notes": notes}
        return {**shelf[number], "request_id": request_id}

    @app.get("/parcels/{number}", dependencies=[Depends(label_answer)])
    def read_parcel(number: int, shelf: Shelf, request_id: FreshId):
        if number not in shelf:
            raise HTTPException(404, "no such parcel")
        return {**shelf[number], "request_id": request_id}

    @app.get("/log")
    def read_log():
        return log

    return app
