"""Returns JSONResponse with the whole member from a route that declares the public model.

Fails: test_new_member_is_201_with_three_fields
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

    from fastapi.responses import JSONResponse

    app = FastAPI()
    members: list[StoredMember] = []

    @app.post("/members", status_code=201)
    def sign_up(new: NewMember) -> Member:
        member = StoredMember(id=len(members) + 1, **new.model_dump())
        members.append(member)
        return JSONResponse(member.model_dump(), status_code=201)

    @app.get("/members/{member_id}")
    def read_member(member_id: int) -> Member:
        if not 1 <= member_id <= len(members):
            raise HTTPException(404, "No such member")
        return members[member_id - 1]

    return app
