"""Creates with GET and status 201, as in a tutorial.

Fails: test_new_member_is_201_with_three_fields, test_member_is_read_without_the_pin, test_document_describes_the_public_member
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

    @app.get("/members", status_code=201)
    def sign_up(name: str, email: str, pin: str) -> Member:
        member = StoredMember(id=len(members) + 1, name=name, email=email, pin=pin)
        members.append(member)
        return member

    @app.get("/members/{member_id}")
    def read_member(member_id: int) -> Member:
        if not 1 <= member_id <= len(members):
            raise HTTPException(404, "No such member")
        return members[member_id - 1]

    return app
