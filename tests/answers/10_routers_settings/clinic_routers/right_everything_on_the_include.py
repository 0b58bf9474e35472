"""Bare routers at module level; prefix, tags, guard and responses are given to include_router, with models and an APIKeyHeader."""

from typing import Annotated

from fastapi import APIRouter, FastAPI, HTTPException, Security
from fastapi.security import APIKeyHeader
from pydantic import BaseModel

PATIENTS = {1: {"id": 1, "name": "Ana"}, 2: {"id": 2, "name": "Bo"}}
ROOMS = {11: {"number": 11, "free": True}, 12: {"number": 12, "free": False}}


class Patient(BaseModel):
    id: int
    name: str


class Room(BaseModel):
    number: int
    free: bool


scheme = APIKeyHeader(name="X-Desk-Key", auto_error=False)
patients, rooms = APIRouter(), APIRouter()


async def desk(key: Annotated[str | None, Security(scheme)]):
    if key != "desk-5":
        raise HTTPException(401, "unknown desk")


@patients.get("/patients")
@patients.get("/patients/", include_in_schema=False)
async def all_patients() -> list[Patient]:
    return [Patient(**found) for found in PATIENTS.values()]


@patients.get("/patients/{key}")
async def one_patient(key: int) -> Patient:
    if key in PATIENTS:
        return Patient(**PATIENTS[key])
    raise HTTPException(404)


@rooms.get("")
async def all_rooms() -> list[Room]:
    return [Room(**found) for found in ROOMS.values()]


@rooms.get("/{number}")
async def one_room(number: int) -> Room:
    if number in ROOMS:
        return Room(**ROOMS[number])
    raise HTTPException(404)


def create_app() -> FastAPI:
    app = FastAPI()
    refusal = {401: {"description": "unknown desk"}}
    app.include_router(
        patients, tags=["patients"], dependencies=[Security(desk)], responses=refusal
    )
    app.include_router(rooms, prefix="/rooms", tags=["rooms"])
    app.add_api_route("/health", lambda: {"status": "ok"})
    return app
