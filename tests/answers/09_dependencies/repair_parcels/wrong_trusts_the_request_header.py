"""Takes the id from the X-Request-ID header of the request, if there is one.

Fails: test_caller_cannot_choose_the_id
"""

from itertools import count
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException, Response
from pydantic import BaseModel


class Parcel(BaseModel):
    city: str


def get_notes(note: str | None = None) -> list[str]:
    return [note] if note else []


def create_app() -> FastAPI:
    app = FastAPI()
    parcels: dict[int, dict] = {}
    log: list[str] = []
    numbers = count(1)

    def new_request_id(x_request_id: Annotated[str | None, Header()] = None) -> str:
        return x_request_id or f"req-{next(numbers)}"

    RequestId = Annotated[str, Depends(new_request_id)]

    def label_answer(response: Response, request_id: RequestId):
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
        notes: Annotated[list[str], Depends(get_notes)],
        request_id: RequestId,
    ):
        number = len(shelf) + 1
        shelf[number] = {"id": number, "city": parcel.city, "notes": notes}
        return {**shelf[number], "request_id": request_id}

    @app.get("/parcels/{number}", dependencies=[Depends(label_answer)])
    def read_parcel(number: int, shelf: Shelf, request_id: RequestId):
        if number not in shelf:
            raise HTTPException(404, "no such parcel")
        return {**shelf[number], "request_id": request_id}

    @app.get("/log")
    def read_log():
        return log

    return app
