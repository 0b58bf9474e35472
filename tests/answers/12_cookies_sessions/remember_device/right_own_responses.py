"""Sets the cookie on the responses it returns and reads request.cookies."""

import uuid

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel

STAFF = {"ada": "4711", "bob": "1234"}
COOKIE = "__Host-remember"


class SignIn(BaseModel):
    name: str
    pin: str


def create_app() -> FastAPI:
    app = FastAPI()
    app.state.devices = []

    def owner(request: Request):
        value = request.cookies.get(COOKIE)
        return next((name for key, name in app.state.devices if key == value), None)

    @app.post("/remember")
    def remember(sign_in: SignIn) -> JSONResponse:
        if (sign_in.name, sign_in.pin) not in STAFF.items():
            return JSONResponse({"detail": "Wrong name or pin"}, 401)
        value = uuid.uuid4().hex
        app.state.devices.append((value, sign_in.name))
        response = JSONResponse({"name": sign_in.name}, 201)
        response.set_cookie(
            COOKIE, value, max_age=2592000, secure=True, httponly=True, samesite="lax"
        )
        return response

    @app.get("/me")
    def me(request: Request) -> JSONResponse:
        name = owner(request)
        if name is None:
            return JSONResponse({"detail": "Not signed in"}, 401)
        return JSONResponse({"name": name})

    @app.delete("/remember")
    def forget(request: Request) -> Response:
        value = request.cookies.get(COOKIE)
        app.state.devices = [d for d in app.state.devices if d[0] != value]
        response = Response(status_code=204)
        response.set_cookie(COOKIE, "", expires="Thu, 01 Jan 1970 00:00:00 GMT", secure=True)
        return response

    return app
