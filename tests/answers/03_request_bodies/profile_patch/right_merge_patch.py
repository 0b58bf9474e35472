"""A JSON merge patch on a raw dictionary, checked by the model afterwards."""

from typing import Annotated, Any

from fastapi import Body, FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, StringConstraints, TypeAdapter, ValidationError

Line = Annotated[str, StringConstraints(min_length=1, max_length=80)]


class Address(BaseModel):
    model_config = ConfigDict(extra="forbid")
    street: Line
    city: Line
    note: Annotated[str, StringConstraints(max_length=80)] | None = None


class Profile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    bio: Annotated[str, StringConstraints(max_length=200)] | None = None
    newsletter: bool
    address: Address | None = None


def merge_patch(target: Any, patch: Any) -> Any:
    if not isinstance(patch, dict):
        return patch
    target = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            target.pop(key, None)
        else:
            target[key] = merge_patch(target.get(key), value)
    return target


def create_app() -> FastAPI:
    app = FastAPI()
    check = TypeAdapter(Profile).validate_python
    current = {
        "name": "Ada",
        "bio": "Sails",
        "newsletter": True,
        "address": {"street": "Quay 1", "city": "Kiel", "note": "Ring twice"},
    }

    @app.get("/profile")
    async def read_profile() -> Profile:
        return check(current)

    @app.patch("/profile")
    async def change_profile(patch: Annotated[dict[str, Any], Body()]) -> Profile:
        nonlocal current
        unknown = set(patch) - set(Profile.model_fields)
        try:
            result = check({**merge_patch(current, patch), **dict.fromkeys(unknown)})
        except ValidationError as error:
            raise RequestValidationError(error.errors()) from error
        current = result.model_dump()
        return result

    return app
