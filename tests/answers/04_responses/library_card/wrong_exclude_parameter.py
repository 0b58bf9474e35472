"""Hides the pin with response_model_exclude; the document still promises it.

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

    @app.post("/members", status_code=201, response_model_exclude={"pin"})
    def sign_up(new: NewMember) -> StoredMember:
        member = StoredMember(id=len(members) + 1, **new.model_dump())
        members.append(member)
        return member

    @app.get("/members/{member_id}", response_model_exclude={"pin"})
    def read_member(member_id: int) -> StoredMember:
        if not 1 <= member_id <= len(members):
            raise HTTPException(404, "No such member")
        return members[member_id - 1]

    return app
