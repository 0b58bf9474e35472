"""An async route with a form model, hashing in a worker thread, times as datetimes."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

import jwt
from fastapi import FastAPI, Form
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from pydantic import BaseModel


class Login(BaseModel):
    username: str
    password: str


class Token(BaseModel):
    access_token: str
    token_type: str = "bearer"
    expires_in: int


def create_app(settings: dict, users: dict) -> FastAPI:
    app = FastAPI()
    hasher = PasswordHash([Argon2Hasher(**settings["argon2"])])
    dummy = hasher.hash("dummy")
    lifetime = timedelta(minutes=15)

    async def authenticate(login: Login) -> int | None:
        account = users.get(login.username)
        stored = account["hash"] if account else dummy
        fits = await run_in_threadpool(hasher.verify, login.password, stored)
        if account is None or not fits or not account["active"]:
            return None
        return account["id"]

    @app.post("/token", response_model=Token)
    async def token(login: Annotated[Login, Form()]):
        user_id = await authenticate(login)
        if user_id is None:
            return JSONResponse({}, 401, {"WWW-Authenticate": "Bearer"})
        now = datetime.now(UTC).replace(microsecond=0)
        claims = dict(
            sub=f"{user_id}",
            iat=now,
            exp=now + lifetime,
            iss=settings["issuer"],
            aud=settings["audience"],
        )
        body = Token(
            access_token=jwt.encode(claims, settings["secret"]),
            expires_in=int(lifetime.total_seconds()),
        )
        return JSONResponse(body.model_dump(), headers={"Cache-Control": "no-store, private"})

    return app
