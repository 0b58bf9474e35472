"""One stored model whose pin is excluded from every dump and schema."""

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field


class NewMember(BaseModel):
    name: str
    email: str
    pin: str = Field(exclude=True)


class Member(NewMember):
    id: int


def create_app() -> FastAPI:
    app = FastAPI()
    members: dict[int, Member] = {}

    @app.post("/members", status_code=201)
    def sign_up(new: NewMember) -> Member:
        number = len(members) + 1
        members[number] = Member(id=number, name=new.name, email=new.email, pin=new.pin)
        return members[number]

    @app.get("/members/{number}")
    def read_member(number: int) -> Member:
        if number not in members:
            raise HTTPException(404)
        return members[number]

    return app
