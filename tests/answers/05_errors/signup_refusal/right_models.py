"""A sync handler passed to FastAPI(), and models for both bodies."""

from typing import Annotated

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel, Field, field_validator


class SignUp(BaseModel):
    email: str = Field(min_length=3)
    password: str = Field(min_length=12)
    recovery_codes: list[int] = []

    @field_validator("password")
    @classmethod
    def more_than_one_character(cls, value: str) -> str:
        if len(set(value)) == 1:
            raise ValueError(f"{value!r} repeats one character")
        return value


class Problem(BaseModel):
    field: str
    code: str


class Refusal(BaseModel):
    errors: list[Problem]


class Account(BaseModel):
    email: str
    trial_days: int


def refuse(request: Request, exc: RequestValidationError) -> Response:
    errors = [
        Problem(field=".".join([str(part) for part in e["loc"]]), code=e["type"])
        for e in reversed(exc.errors())
    ]
    body = Refusal(errors=errors).model_dump_json()
    return Response(body, status_code=422, media_type="application/json")


def create_app() -> FastAPI:
    app = FastAPI(exception_handlers={RequestValidationError: refuse})

    @app.post("/accounts", status_code=201, responses={422: {"model": Refusal}})
    def create_account(
        account: SignUp, trial_days: Annotated[int, Query(ge=0, le=90)] = 14
    ) -> Account:
        return Account(email=account.email, trial_days=trial_days)

    return app
