"""Compares the key without regard to case.

Fails: test_stranger_sees_no_patient
"""

from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException

PATIENTS = {1: {"id": 1, "name": "Ana"}, 2: {"id": 2, "name": "Bo"}}
ROOMS = {11: {"number": 11, "free": True}, 12: {"number": 12, "free": False}}


async def require_desk_key(x_desk_key: Annotated[str | None, Header()] = None) -> None:
    if (x_desk_key or "").lower() != "desk-5":
        raise HTTPException(401, "unknown desk")


patients = APIRouter(
    prefix="/patients",
    tags=["patients"],
    dependencies=[Depends(require_desk_key)],
    responses={401: {"description": "Unknown desk"}},
)
rooms = APIRouter(prefix="/rooms", tags=["rooms"])


@patients.get("")
async def list_patients():
    return list(PATIENTS.values())


@patients.get("/{patient_id}")
async def read_patient(patient_id: int):
    try:
        return PATIENTS[patient_id]
    except KeyError:
        raise HTTPException(404, "no such patient") from None


@rooms.get("")
async def list_rooms():
    return list(ROOMS.values())


@rooms.get("/{number}")
async def read_room(number: int):
    try:
        return ROOMS[number]
    except KeyError:
        raise HTTPException(404, "no such room") from None


def create_app() -> FastAPI:
    app = FastAPI()
    app.include_router(patients)
    app.include_router(rooms)

    @app.get("/health")
    async def health():
        return {"status": "ok"}

    return app
