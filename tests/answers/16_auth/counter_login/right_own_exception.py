"""Business code raises its own exception, a handler answers; any stored hash is the dummy."""

import time

import jwt
from fastapi import APIRouter, FastAPI, Form, Request, Response
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher


class LoginFailed(Exception): ...


class Accounts:
    def __init__(self, users: dict, costs: dict) -> None:
        self.users = users
        self.hasher = PasswordHash((Argon2Hasher(**costs),))
        self.decoy = next(iter(users.values()))["hash"]

    def check(self, name: str, password: str) -> dict:
        found = name in self.users
        account = self.users[name] if found else {"hash": self.decoy, "active": False}
        if not self.hasher.verify(password, account["hash"]):
            raise LoginFailed
        if not account["active"]:
            raise LoginFailed
        return account


def create_app(settings: dict, users: dict) -> FastAPI:
    accounts = Accounts(users, settings["argon2"])
    router = APIRouter()

    @router.post("/token")
    def issue(response: Response, username: str = Form(), password: str = Form()):
        account = accounts.check(username, password)
        issued = int(time.time())
        claims = {"iss": settings["issuer"], "aud": [settings["audience"]]}
        claims.update(sub=str(account["id"]), iat=issued, exp=issued + 900)
        response.headers["cache-control"] = "no-store"
        return {
            "access_token": jwt.encode(claims, settings["secret"], "HS256"),
            "token_type": "bearer",
            "expires_in": 900,
        }

    def refuse(request: Request, exc: LoginFailed) -> Response:
        return Response(status_code=401, headers={"WWW-Authenticate": "Bearer"})

    app = FastAPI(exception_handlers={LoginFailed: refuse})
    app.include_router(router)
    return app
