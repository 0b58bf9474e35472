"""Keeps the value that the browser came with, whoever issued it.

Fails: test_value_proves_something
"""

import secrets
from typing import Annotated

from fastapi import Cookie, FastAPI, HTTPException, Response
from pydantic import BaseModel

STAFF = {"ada": "4711", "bob": "1234"}
COOKIE = "__Host-remember"
ATTRIBUTES = {"path": "/", "secure": True, "httponly": True, "samesite": "lax"}


class SignIn(BaseModel):
    name: str
    pin: str


def create_app() -> FastAPI:
    app = FastAPI()
    devices: dict[str, str] = {}
    Device = Annotated[str | None, Cookie(alias=COOKIE)]

    @app.post("/remember", status_code=201)
    async def remember(sign_in: SignIn, response: Response, old: Device = None):
        if STAFF.get(sign_in.name) != sign_in.pin:
            raise HTTPException(401, "Wrong name or pin")
        value = old or secrets.token_urlsafe(32)
        devices[value] = sign_in.name
        response.set_cookie(COOKIE, value, max_age=30 * 86400, **ATTRIBUTES)
        return {"name": sign_in.name}

    @app.get("/me")
    async def me(value: Device = None):
        if value not in devices:
            raise HTTPException(401, "Not signed in")
        return {"name": devices[value]}

    @app.delete("/remember", status_code=204)
    async def forget(response: Response, value: Device = None) -> None:
        devices.pop(value, None)
        response.delete_cookie(COOKIE, **ATTRIBUTES)

    return app
