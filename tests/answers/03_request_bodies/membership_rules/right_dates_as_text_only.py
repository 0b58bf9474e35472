"""Dates only as text, one function in Annotated for each field."""

import re
from datetime import date
from typing import Annotated, Self

from fastapi import FastAPI
from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, model_validator

EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


def normalise_email(value: str) -> str:
    value = value.strip().lower()
    if not EMAIL.fullmatch(value):
        raise ValueError("not an e-mail address")
    return value


def check_password(value: str) -> str:
    if not any(c.isalpha() for c in value):
        raise ValueError("needs a letter")
    if not any(c.isdigit() for c in value):
        raise ValueError("needs a digit")
    return value


def text_only(value):
    if not isinstance(value, str):
        raise ValueError("a date as text")
    return value


Day = Annotated[date, BeforeValidator(text_only)]


class Membership(BaseModel):
    email: Annotated[str, AfterValidator(normalise_email)]
    password: Annotated[str, Field(min_length=10), AfterValidator(check_password)]
    password_again: str
    starts: Day
    ends: Day

    @model_validator(mode="after")
    def pairs(self) -> Self:
        if self.password != self.password_again:
            raise ValueError("the passwords differ")
        if self.ends <= self.starts:
            raise ValueError("the end must be after the start")
        return self


def create_app() -> FastAPI:
    app = FastAPI()

    @app.post("/memberships", status_code=201)
    def join(membership: Membership):
        return {
            "email": membership.email,
            "starts": membership.starts,
            "ends": membership.ends,
            "days": (membership.ends - membership.starts).days,
        }

    return app
