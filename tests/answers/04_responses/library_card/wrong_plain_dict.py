"""Builds the right dictionary by hand under -> dict, which documents nothing.

Fails: test_document_describes_the_public_member
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
    def sign_up(new: NewMember) -> dict:
        member = StoredMember(id=len(members) + 1, **new.model_dump())
        members.append(member)
        return member.model_dump(exclude={"pin"})

    @app.get("/members/{member_id}")
    def read_member(member_id: int) -> dict:
        if not 1 <= member_id <= len(members):
            raise HTTPException(404, "No such member")
        return members[member_id - 1].model_dump(exclude={"pin"})

    return app
