"""Compares with info.data.get(...), so a bad password also differs from its repetition.

Fails: test_weak_password_is_refused_at_the_password, test_invalid_fields_are_reported_together_and_alone
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    import re
    from datetime import date
    from typing import Self

    from pydantic import BaseModel, Field, ValidationInfo, field_validator, model_validator

    class Membership(BaseModel):
        email: str
        password: str = Field(min_length=10)
        password_again: str
        starts: date
        ends: date

        @field_validator("email")
        @classmethod
        def normalise(cls, value: str) -> str:
            value = value.strip().lower()
            if not re.fullmatch(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+", value):
                raise ValueError("not an e-mail address")
            return value

        @field_validator("password")
        @classmethod
        def letter_and_digit(cls, value: str) -> str:
            if not (any(map(str.isalpha, value)) and any(map(str.isdigit, value))):
                raise ValueError("needs a letter and a digit")
            return value

        @field_validator("password_again")
        @classmethod
        def same(cls, value: str, info: ValidationInfo) -> str:
            if value != info.data.get("password"):
                raise ValueError("the passwords differ")
            return value

        @model_validator(mode="after")
        def pairs_agree(self) -> Self:
            if self.ends <= self.starts:
                raise ValueError("the membership ends before it starts")
            return self

    app = FastAPI()

    @app.post("/memberships", status_code=201)
    async def create_membership(membership: Membership) -> dict[str, str | int | date]:
        return {
            "email": membership.email,
            "starts": membership.starts,
            "ends": membership.ends,
            "days": (membership.ends - membership.starts).days,
        }

    return app
