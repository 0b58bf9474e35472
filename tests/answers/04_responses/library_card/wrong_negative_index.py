"""Looks members up by list position without a lower bound: id 0 shows the last one.

Fails: test_ids_are_ours_and_extra_input_is_ignored
"""

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel


def create_app() -> FastAPI:
    class NewMember(BaseModel):
        name: str
        email: str
        pin: str

    class Member(BaseModel):
        id: int
        name: str
        email: str

    class StoredMember(Member):
        pin: str

    app = FastAPI()
    members: list[StoredMember] = []

    @app.post("/members", status_code=201)
    def sign_up(new: NewMember) -> Member:
        member = StoredMember(id=len(members) + 1, **new.model_dump())
        members.append(member)
        return member

    @app.get("/members/{member_id}")
    def read_member(member_id: int) -> Member:
        if member_id > len(members):
            raise HTTPException(404, "No such member")
        return members[member_id - 1]

    return app
