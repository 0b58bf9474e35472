"""A router, standard dataclasses, embedded body parameters, no Pydantic model."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Body, FastAPI, HTTPException, Path


@dataclass
class Member:
    id: int
    name: str
    email: str


@dataclass
class MemberWithPin(Member):
    pin: str


def create_app() -> FastAPI:
    router = APIRouter(prefix="/members")
    members: dict[int, MemberWithPin] = {}

    @router.post("", status_code=201)
    def sign_up(
        name: Annotated[str, Body()], email: Annotated[str, Body()], pin: Annotated[str, Body()]
    ) -> Member:
        number = len(members) + 1
        members[number] = MemberWithPin(number, name, email, pin)
        return members[number]

    @router.get("/{number}")
    def read_member(number: Annotated[int, Path(ge=1)]) -> Member:
        if number not in members:
            raise HTTPException(404)
        return members[number]

    app = FastAPI()
    app.include_router(router)
    return app
