"""Ends the prefixes with a slash, which APIRouter refuses when it is made.

Fails: test_desk_sees_patients, test_corridor_sees_rooms_without_a_key
"""

from fastapi import FastAPI

PATIENTS = {1: {"id": 1, "name": "Ana"}, 2: {"id": 2, "name": "Bo"}}
ROOMS = {11: {"number": 11, "free": True}, 12: {"number": 12, "free": False}}


def create_app() -> FastAPI:
    from typing import Annotated, Any

    from fastapi import APIRouter, Depends, Header, HTTPException

    async def desk(x_desk_key: Annotated[str, Header()] = "") -> None:
        if x_desk_key != "desk-5":
            raise HTTPException(401, "unknown desk")

    patients = APIRouter(
        prefix="/patients/",
        tags=["patients"],
        dependencies=[Depends(desk)],
        responses={401: {"description": "Unknown desk"}},
    )
    rooms = APIRouter(prefix="/rooms/", tags=["rooms"])

    def one(things: dict[int, dict[str, Any]], number: int) -> dict[str, Any]:
        if number not in things:
            raise HTTPException(404)
        return things[number]

    @patients.get("")
    async def list_patients() -> list[dict[str, Any]]:
        return list(PATIENTS.values())

    @patients.get("/{patient_id}")
    async def read_patient(patient_id: int) -> dict[str, Any]:
        return one(PATIENTS, patient_id)

    @rooms.get("")
    async def list_rooms() -> list[dict[str, Any]]:
        return list(ROOMS.values())

    @rooms.get("/{number}")
    async def read_room(number: int) -> dict[str, Any]:
        return one(ROOMS, number)

    app = FastAPI()

    @app.get("/health")
    async def health() -> dict[str, str]:
        return {"status": "ok"}

    app.include_router(patients)
    app.include_router(rooms)
    return app
