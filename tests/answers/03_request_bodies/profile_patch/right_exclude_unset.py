"""Optional fields with exclude_unset, and an HTTPException with the errors."""

from fastapi import APIRouter, FastAPI, HTTPException
from pydantic import BaseModel, Field, ValidationError


class Closed(BaseModel, extra="forbid"):
    pass


class Address(Closed):
    street: str = Field(min_length=1, max_length=80)
    city: str = Field(min_length=1, max_length=80)
    note: str | None = Field(None, max_length=80)


class Profile(Closed):
    name: str = Field(min_length=1, max_length=40)
    bio: str | None = Field(None, max_length=200)
    newsletter: bool
    address: Address | None = None


class AddressPatch(Closed):
    street: str | None = None
    city: str | None = None
    note: str | None = None


class ProfilePatch(Closed):
    name: str | None = None
    bio: str | None = None
    newsletter: bool | None = None
    address: AddressPatch | None = None


def merge(old, new):
    if not isinstance(old, dict) or not isinstance(new, dict):
        return new
    return {**old, **{key: merge(old.get(key), value) for key, value in new.items()}}


def create_app() -> FastAPI:
    start = {"street": "Quay 1", "city": "Kiel", "note": "Ring twice"}
    store = {"me": Profile(name="Ada", bio="Sails", newsletter=True, address=Address(**start))}
    router = APIRouter(prefix="/profile")

    @router.get("")
    def read() -> Profile:
        return store["me"]

    @router.patch("")
    def patch(change: ProfilePatch) -> Profile:
        merged = merge(store["me"].model_dump(), change.model_dump(exclude_unset=True))
        try:
            store["me"] = Profile(**merged)
        except ValidationError as error:
            raise HTTPException(422, error.errors(include_url=False)) from error
        return store["me"]

    app = FastAPI()
    app.include_router(router)
    return app
