"""Reads the Authorization header as a parameter: undocumented, 422 if missing.

Fails: test_missing_credentials_are_401, test_document_asks_for_a_bearer_credential
"""

import jwt
from fastapi import FastAPI


def create_app(settings: dict) -> FastAPI:
    from typing import Annotated

    from fastapi import Depends, Header, HTTPException
    from pydantic import BaseModel

    class User(BaseModel):
        id: str
        name: str

    Credentials = Annotated[str, Header(alias="Authorization")]

    async def current_user(sent: Credentials) -> User:
        token = sent[len("Bearer ") :]
        try:
            key = settings["keys"][jwt.get_unverified_header(token)["kid"]]
            claims = jwt.decode(
                token,
                key,
                algorithms=["HS256"],
                audience=settings["audience"],
                issuer=settings["issuer"],
                options={"require": ["exp", "sub"]},
            )
            return User(id=claims["sub"], name=settings["users"][claims["sub"]])
        except (jwt.InvalidTokenError, KeyError):
            challenge = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
            raise HTTPException(401, "Not authenticated", headers=challenge) from None

    app = FastAPI()

    @app.get("/me")
    async def me(user: Annotated[User, Depends(current_user)]) -> User:
        return user

    return app
