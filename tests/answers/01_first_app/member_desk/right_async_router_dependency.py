"""Async routes on a router, the audit as a yield dependency, a direct Response."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Response
from pydantic import BaseModel


class MemberIn(BaseModel):
    name: str


class Member(MemberIn):
    id: int


class Desk:
    def __init__(self) -> None:
        self.members: dict[int, Member] = {}
        self.trail: list[int] = []


def create_app() -> FastAPI:
    desk = Desk()
    router = APIRouter(prefix="/members")

    async def audit(member_id: int):
        yield
        desk.trail.append(member_id)

    @router.get("")
    async def everyone() -> list[Member]:
        return list(desk.members.values())

    @router.post("", status_code=201)
    async def join(body: MemberIn) -> Member:
        member = Member(id=uuid.uuid4().int >> 80, name=body.name)
        desk.members[member.id] = member
        return member

    @router.delete("/{member_id}", status_code=204)
    async def leave(member_id: int, _: Annotated[None, Depends(audit, scope="function")]):
        if desk.members.pop(member_id, None) is None:
            raise HTTPException(404)
        return Response(status_code=204)

    app = FastAPI()
    app.include_router(router)
    app.add_api_route("/audit", lambda: desk.trail)
    return app
