"""Bounds the profile and forgets the texts of the address.

Fails: test_result_must_be_a_valid_profile
"""

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import MISSING, BaseModel, ConfigDict, Field, ValidationError


class Address(BaseModel):
    street: str
    city: str = Field(min_length=1, max_length=80)
    note: str | None = None


class Profile(BaseModel):
    name: str = Field(min_length=1, max_length=40)
    bio: str | None = Field(max_length=200)
    newsletter: bool
    address: Address | None


class AddressChange(BaseModel):
    model_config = ConfigDict(extra="forbid")

    street: str | MISSING = MISSING
    city: str | MISSING = MISSING
    note: str | None | MISSING = MISSING


class ProfileChange(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str | MISSING = MISSING
    bio: str | None | MISSING = MISSING
    newsletter: bool | MISSING = MISSING
    address: AddressChange | None | MISSING = MISSING


def merge(old: dict, change: dict) -> dict:
    new = dict(old)
    for key, value in change.items():
        if isinstance(value, dict):
            value = merge(old[key] or {}, value)
        new[key] = value
    return new


def create_app() -> FastAPI:
    app = FastAPI()
    profile = Profile(
        name="Ada",
        bio="Sails",
        newsletter=True,
        address=Address(street="Quay 1", city="Kiel", note="Ring twice"),
    )

    @app.get("/profile")
    def read_profile() -> Profile:
        return profile

    @app.patch("/profile")
    def change_profile(change: ProfileChange) -> Profile:
        nonlocal profile
        merged = merge(profile.model_dump(), change.model_dump())
        try:
            profile = Profile.model_validate(merged)
        except ValidationError as exc:
            errors = [{**e, "loc": ("body", *e["loc"])} for e in exc.errors()]
            raise RequestValidationError(errors) from exc
        return profile

    return app
