"""A callable class on OAuth2PasswordBearer, checks spelled out one by one, sync."""

import jwt
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer


class BadToken(Exception): ...


class Checkpoint:
    def __init__(self, settings: dict) -> None:
        self.settings = settings

    def __call__(self, token: str = Depends(OAuth2PasswordBearer("/token"))) -> dict:
        try:
            return self.check(token)
        except BadToken as error:
            raise HTTPException(401, str(error), {"WWW-Authenticate": "Bearer"}) from None

    def check(self, token: str) -> dict:
        try:
            header = jwt.get_unverified_header(token)
        except jwt.PyJWTError:
            raise BadToken("not a token") from None
        key = self.settings["keys"].get(header.get("kid"))
        if key is None:
            raise BadToken("unknown key")
        try:
            claims = jwt.decode(token, key, ["HS256"], audience=self.settings["audience"])
        except jwt.PyJWTError as error:
            raise BadToken(type(error).__name__) from None
        if claims.get("iss") != self.settings["issuer"]:
            raise BadToken("issuer")
        if "exp" not in claims:
            raise BadToken("no expiry")
        name = self.settings["users"].get(claims.get("sub"))
        if name is None:
            raise BadToken("no such user")
        return {"id": claims["sub"], "name": name}


def create_app(settings: dict) -> FastAPI:
    app = FastAPI()
    app.add_api_route("/me", lambda user=Depends(Checkpoint(settings)): user)
    return app
