"""Deletes the value without asking whether it is there.

Fails: test_saved_copy_is_dead_and_other_devices_live
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
    async def remember(sign_in: SignIn, response: Response):
        if STAFF.get(sign_in.name) != sign_in.pin:
            raise HTTPException(401, "Wrong name or pin")
        value = secrets.token_urlsafe(32)
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
        if value is not None:
            del devices[value]
        response.delete_cookie(COOKIE, **ATTRIBUTES)

    return app
