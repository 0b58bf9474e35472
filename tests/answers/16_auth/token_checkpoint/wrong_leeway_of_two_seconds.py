"""Allows two seconds for clocks that differ.

Fails: test_garbage_and_expired_tokens_are_401
"""

import jwt
from fastapi import FastAPI


def create_app(settings: dict) -> FastAPI:
    from typing import Annotated

    from fastapi import Depends, HTTPException
    from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
    from pydantic import BaseModel

    class User(BaseModel):
        id: str
        name: str

    Credentials = Annotated[HTTPAuthorizationCredentials, Depends(HTTPBearer())]

    async def current_user(sent: Credentials) -> User:
        token = sent.credentials
        try:
            key = settings["keys"][jwt.get_unverified_header(token)["kid"]]
            claims = jwt.decode(
                token,
                key,
                algorithms=["HS256"],
                audience=settings["audience"],
                issuer=settings["issuer"],
                leeway=2,
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
