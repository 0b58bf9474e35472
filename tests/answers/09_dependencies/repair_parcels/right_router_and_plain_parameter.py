"""A router with the label, random ids, the note as a plain parameter of the route."""

from uuid import uuid4

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Response
from pydantic import BaseModel


class Parcel(BaseModel):
    city: str


class StoredParcel(Parcel):
    id: int
    notes: list[str]
    request_id: str = ""


def new_request_id() -> str:
    return uuid4().hex


def label_answer(response: Response, request_id: str = Depends(new_request_id)):
    response.headers["X-Request-ID"] = request_id


def create_app() -> FastAPI:
    app = FastAPI()
    desk = APIRouter(prefix="/parcels", dependencies=[Depends(label_answer)])
    parcels: list[StoredParcel] = []
    log: list[str] = []

    def get_shelf():
        log.append("open")
        try:
            yield parcels
        except HTTPException as error:
            log.append("failed")
            raise error
        finally:
            log.append("close")

    @desk.post("", status_code=201)
    def add_parcel(
        parcel: Parcel,
        note: str = "",
        shelf: list = Depends(get_shelf, scope="function"),
        request_id: str = Depends(new_request_id),
    ) -> StoredParcel:
        notes = [note] if note else []
        stored = StoredParcel(id=len(shelf) + 1, city=parcel.city, notes=notes)
        shelf.append(stored)
        return stored.model_copy(update={"request_id": request_id})

    @desk.get("/{number}")
    def read_parcel(
        number: int,
        shelf: list = Depends(get_shelf, scope="function"),
        request_id: str = Depends(new_request_id),
    ) -> StoredParcel:
        for stored in shelf:
            if stored.id == number:
                return stored.model_copy(update={"request_id": request_id})
        raise HTTPException(404, "no such parcel")

    @app.get("/log")
    def read_log():
        return log

    app.include_router(desk)
    return app
