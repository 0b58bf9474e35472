"""EmailStr with functions in Annotated, an error type of its own."""

from datetime import date
from typing import Annotated

from fastapi import FastAPI
from pydantic import AfterValidator, BaseModel, EmailStr, Field, model_validator
from pydantic_core import PydanticCustomError


def mixed(value: str) -> str:
    assert any(c.isalpha() for c in value) and any(c.isdigit() for c in value), "too plain"
    return value


class Membership(BaseModel):
    email: Annotated[EmailStr, AfterValidator(str.lower)]
    password: Annotated[str, Field(min_length=10), AfterValidator(mixed)]
    password_again: str
    starts: date
    ends: date

    @model_validator(mode="after")
    def agree(self):
        if self.ends <= self.starts:
            raise PydanticCustomError("period_reversed", "ends is not after starts")
        if self.password != self.password_again:
            raise PydanticCustomError("passwords_differ", "the passwords differ")
        return self


class Joined(BaseModel):
    email: str
    starts: date
    ends: date
    days: int


def create_app() -> FastAPI:
    app = FastAPI()

    @app.post("/memberships", status_code=201)
    def create_membership(form: Membership) -> Joined:
        days = (form.ends - form.starts).days
        return Joined(email=form.email, starts=form.starts, ends=form.ends, days=days)

    return app
