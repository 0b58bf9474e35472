"""Answers 403, as the snippet on the web does.

Fails: test_missing_credentials_are_401, test_garbage_and_expired_tokens_are_401, test_forged_tokens_are_401, test_claims_for_others_and_missing_claims_are_401
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

    Credentials = Annotated[HTTPAuthorizationCredentials, Depends(HTTPBearer(auto_error=False))]

    async def current_user(sent: Credentials) -> User:
        token = sent.credentials if sent else ""
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
            raise HTTPException(403, "Not authenticated") from None

    app = FastAPI()

    @app.get("/me")
    async def me(user: Annotated[User, Depends(current_user)]) -> User:
        return user

    return app
