"""Answers 200 to a misspelt key.

Fails: test_null_and_unknown_keys_are_refused
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    from typing import Annotated

    from fastapi.exceptions import RequestValidationError
    from pydantic import MISSING, BaseModel, ConfigDict, Field, ValidationError

    Name = Annotated[str, Field(min_length=1, max_length=40)]
    Bio = Annotated[str, Field(max_length=200)]
    Line = Annotated[str, Field(min_length=1, max_length=80)]
    Note = Annotated[str, Field(max_length=80)]

    class Strict(BaseModel):
        model_config = ConfigDict(extra="ignore")

    class Address(Strict):
        street: Line
        city: Line
        note: Note | None = None

    class Profile(Strict):
        name: Name
        bio: Bio | None
        newsletter: bool
        address: Address | None

    class AddressChange(Strict):
        street: Line | MISSING = MISSING
        city: Line | MISSING = MISSING
        note: Note | MISSING | None = MISSING

    class ProfileChange(Strict):
        name: Name | MISSING = MISSING
        bio: Bio | MISSING | None = MISSING
        newsletter: bool | MISSING = MISSING
        address: AddressChange | MISSING | None = MISSING

    app = FastAPI()
    address = Address(street="Quay 1", city="Kiel", note="Ring twice")
    profile = Profile(name="Ada", bio="Sails", newsletter=True, address=address)

    @app.get("/profile")
    async def read_profile() -> Profile:
        return profile

    @app.patch("/profile")
    async def change_profile(change: ProfileChange) -> Profile:
        nonlocal profile
        changes = change.model_dump()
        if changes.get("address") is not None and profile.address is not None:
            changes["address"] = {**profile.address.model_dump(), **changes["address"]}
        try:
            profile = Profile.model_validate({**profile.model_dump(), **changes})
        except ValidationError as error:
            found = [{**e, "loc": ("body", *e["loc"])} for e in error.errors()]
            raise RequestValidationError(found) from error
        return profile

    return app
