"""Rights as flags, dependencies with a parameter, ids that do not start at 1."""

from enum import Flag, auto
from typing import Annotated

import jwt
from fastapi import APIRouter, Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer
from pydantic import BaseModel, Field


def read_token(token: str, settings: dict) -> dict:
    """The claims of a good token. Any other raises jwt.InvalidTokenError."""
    return jwt.decode(
        token,
        settings["secret"],
        algorithms=["HS256"],
        audience=settings["audience"],
        issuer=settings["issuer"],
        options={"require": ["exp", "sub"]},
    )


class Right(Flag):
    NONE = 0
    READ = auto()
    CHANGE = auto()
    DELETE = auto()


class Input(BaseModel):
    title: str = Field(min_length=1, max_length=80)
    text: str = Field(max_length=2000)
    readers: list[str] = []


class Patch(BaseModel):
    title: str = Field("", min_length=1, max_length=80)
    text: str = Field("", max_length=2000)
    readers: list[str] = []


class Stored(Input):
    id: int
    owner: str

    def rights(self, claims: dict) -> Right:
        rights = Right.NONE
        if claims["sub"] in self.readers:
            rights |= Right.READ
        if claims.get("admin"):
            rights |= Right.READ | Right.DELETE
        if claims["sub"] == self.owner:
            rights |= Right.READ | Right.CHANGE | Right.DELETE
        return rights


def create_app(settings: dict) -> FastAPI:
    stored: dict[int, Stored] = {}
    numbers = iter(range(100, 10**9))

    def claims(token: str = Depends(OAuth2PasswordBearer("token"))) -> dict:
        try:
            return read_token(token, settings)
        except jwt.PyJWTError:
            raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"}) from None

    Claims = Annotated[dict, Depends(claims)]

    def document(right: Right):
        def find(number: int, claims: Claims) -> Stored:
            rights = stored[number].rights(claims) if number in stored else Right.NONE
            if Right.READ not in rights:
                raise HTTPException(404)
            if right not in rights:
                raise HTTPException(403)
            return stored[number]

        return Depends(find)

    router = APIRouter(prefix="/documents")

    @router.post("", status_code=201, response_model=Stored)
    def create(new: Input, claims: Claims):
        number = next(numbers)
        stored[number] = Stored(id=number, owner=claims["sub"], **new.model_dump())
        return stored[number]

    @router.get("")
    def search(claims: Claims, q: str = ""):
        seen = [d for d in stored.values() if d.rights(claims)]
        hits = [d for d in seen if d.title.find(q) >= 0]
        return {"items": hits, "total": len(hits)}

    @router.get("/{number}")
    def read(found: Annotated[Stored, document(Right.READ)]) -> Stored:
        return found

    @router.patch("/{number}")
    def change(found: Annotated[Stored, document(Right.CHANGE)], patch: Patch) -> Stored:
        for name in patch.model_fields_set:
            setattr(found, name, getattr(patch, name))
        return found

    @router.delete("/{number}", status_code=204)
    def delete(found: Annotated[Stored, document(Right.DELETE)]):
        stored.pop(found.id)

    app = FastAPI()
    app.include_router(router)
    return app
