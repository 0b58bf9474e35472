"""Keeps no PIN at all, and a handler keeps it out of the 422 too."""

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel


class SignUp(BaseModel):
    name: str
    email: str
    pin: str


class Member(BaseModel):
    id: int
    name: str
    email: str


def create_app() -> FastAPI:
    app = FastAPI()
    members: dict[int, Member] = {}

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, exc: RequestValidationError):
        # the default handler echoes the input, and so the PIN
        detail = [{k: e[k] for k in ("type", "loc", "msg")} for e in exc.errors()]
        return JSONResponse({"detail": detail}, status_code=422)

    @app.post("/members", status_code=201)
    def sign_up(new: SignUp) -> Member:
        member = Member(id=len(members) + 1, name=new.name, email=new.email)
        members[member.id] = member
        return member

    @app.get("/members/{member_id}")
    def read(member_id: int) -> Member:
        if member_id not in members:
            raise HTTPException(404, "No such member")
        return members[member_id]

    return app
