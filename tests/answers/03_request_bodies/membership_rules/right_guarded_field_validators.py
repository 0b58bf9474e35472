"""Pairs in field validators that return early if the other field failed."""

from datetime import date

from fastapi import FastAPI
from pydantic import BaseModel, ValidationInfo, field_validator


class Membership(BaseModel):
    email: str
    password: str
    password_again: str
    starts: date
    ends: date

    @field_validator("email", mode="before")
    @classmethod
    def normalise(cls, value):
        return value.strip().lower() if isinstance(value, str) else value

    @field_validator("email")
    @classmethod
    def address(cls, value: str) -> str:
        user, at, host = value.partition("@")
        name, dot, domain = host.rpartition(".")
        if " " in value or "@" in host or not (user and name and domain):
            raise ValueError("no address")
        return value

    @field_validator("password")
    @classmethod
    def strong(cls, value: str) -> str:
        if len(value) < 10 or value.isdigit() or value.isalpha():
            raise ValueError("weak")
        if not any(c.isdigit() for c in value) or not any(c.isalpha() for c in value):
            raise ValueError("weak")
        return value

    @field_validator("password_again")
    @classmethod
    def same(cls, value: str, info: ValidationInfo) -> str:
        if "password" in info.data and info.data["password"] != value:
            raise ValueError("differs")
        return value

    @field_validator("ends")
    @classmethod
    def later(cls, value: date, info: ValidationInfo) -> date:
        if info.data.get("starts", date.min) >= value:
            raise ValueError("too early")
        return value


def create_app() -> FastAPI:
    app = FastAPI()

    @app.post("/memberships", status_code=201)
    async def create_membership(form: Membership):
        data = form.model_dump(include={"email", "starts", "ends"})
        return {**data, "days": (data["ends"] - data["starts"]).days}

    return app
