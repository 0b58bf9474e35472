"""Raises subclasses of HTTPException from a dependency on a router."""

from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, HTTPException


class Archived(HTTPException):
    def __init__(self, code: str) -> None:
        detail = {"error": "parcel_archived", "code": code}
        super().__init__(410, detail, {"X-Hint": "ask-the-depot"})


class Unknown(HTTPException):
    def __init__(self, code: str) -> None:
        detail = {"error": "parcel_unknown", "code": code}
        super().__init__(404, detail, {"X-Hint": "check-the-label"})


PARCELS = {"PX-100": "in transit", "PX-200": None}


async def known_parcel(code: str) -> dict[str, str]:
    if code not in PARCELS:
        raise Unknown(code)
    if PARCELS[code] is None:
        raise Archived(code)
    return {"code": code, "state": PARCELS[code]}


router = APIRouter(prefix="/parcels")


@router.get("/{code}")
async def read_parcel(parcel: Annotated[dict[str, str], Depends(known_parcel)]):
    return parcel


def create_app() -> FastAPI:
    app = FastAPI()
    app.include_router(router)
    return app
