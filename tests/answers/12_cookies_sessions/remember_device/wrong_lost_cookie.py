"""Still returns a response of its own, so the injected one and its cookie are lost.

Fails: test_browser_stays_signed_in, test_cookie_has_the_promised_attributes, test_forgotten_device_has_no_cookie, test_value_proves_something, test_saved_copy_is_dead_and_other_devices_live, test_wrong_pin_changes_nothing
"""

import secrets
from typing import Annotated

from fastapi import Cookie, FastAPI, HTTPException, Response
from fastapi.responses import JSONResponse
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
        return JSONResponse({"name": sign_in.name}, 201)

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
