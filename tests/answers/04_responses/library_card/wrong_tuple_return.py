"""Returns body and status as in Flask: a list of two elements with 200.

Fails: test_new_member_is_201_with_three_fields, test_document_describes_the_public_member
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

    @app.post("/members")
    def sign_up(new: NewMember):
        member = StoredMember(id=len(members) + 1, **new.model_dump())
        members.append(member)
        return {"id": member.id, "name": member.name, "email": member.email}, 201

    @app.get("/members/{member_id}")
    def read_member(member_id: int) -> Member:
        if not 1 <= member_id <= len(members):
            raise HTTPException(404, "No such member")
        return members[member_id - 1]

    return app
