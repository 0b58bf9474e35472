"""Checks the upper bound of the trial days only.

Fails: test_every_problem_has_its_own_entry
"""

from fastapi import FastAPI
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


def create_app() -> FastAPI:
    from typing import Annotated

    from fastapi import Query, Request
    from fastapi.exceptions import RequestValidationError
    from fastapi.responses import JSONResponse

    app = FastAPI()

    @app.exception_handler(RequestValidationError)
    async def refuse(request: Request, exc: RequestValidationError) -> JSONResponse:
        errors = [
            {"field": ".".join(map(str, error["loc"])), "code": error["type"]}
            for error in exc.errors()
        ]
        return JSONResponse({"errors": errors}, status_code=422)

    @app.post("/accounts", status_code=201)
    async def create_account(
        account: SignUp, trial_days: Annotated[int, Query(le=90)] = 14
    ) -> dict[str, str | int]:
        return {"email": account.email, "trial_days": trial_days}

    return app
