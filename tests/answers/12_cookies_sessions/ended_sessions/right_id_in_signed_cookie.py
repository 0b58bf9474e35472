"""Carries the random id inside a SessionMiddleware cookie."""

import secrets
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Request
from pydantic import BaseModel
from starlette.middleware.sessions import SessionMiddleware

STAFF = {"ada": "4711", "bob": "1234"}


class Login(BaseModel):
    name: str
    pin: str


def create_app(now) -> FastAPI:
    app = FastAPI()
    app.add_middleware(
        SessionMiddleware,
        secret_key=secrets.token_hex(32),
        session_cookie="__Host-sid",
        https_only=True,
        max_age=None,
    )
    live: dict[str, tuple[str, float, float]] = {}

    def use(request: Request) -> str | None:
        t = now()
        for key, (_, login, used) in list(live.items()):
            if t - used >= 1800 or t - login >= 28800:
                live.pop(key)
        key = request.session.get("id")
        if key not in live:
            return None
        name, login, _ = live[key]
        live[key] = (name, login, t)
        return name

    def must_use(request: Request, name: Annotated[str | None, Depends(use)]) -> str:
        if name is None:
            raise HTTPException(401, "No session", {"WWW-Authenticate": "Cookie"})
        return name

    User = Annotated[str, Depends(must_use)]

    @app.post("/login", status_code=204, dependencies=[Depends(use)])
    def login(form: Login, request: Request) -> None:
        if STAFF.get(form.name) != form.pin:
            raise HTTPException(401, "Wrong name or pin")
        live.pop(request.session.get("id"), None)
        request.session.clear()
        key = request.session["id"] = secrets.token_urlsafe(24)
        t = now()
        live[key] = (form.name, t, t)

    @app.get("/me")
    def me(name: User):
        return {"name": name}

    @app.get("/sessions")
    def sessions(name: User):
        return {"open": [owner for owner, _, _ in live.values()].count(name)}

    @app.post("/logout", status_code=204)
    def logout(request: Request) -> None:
        live.pop(request.session.get("id"), None)
        request.session.clear()

    @app.post("/logout-everywhere", status_code=204)
    def everywhere(name: User, request: Request) -> None:
        for key in [key for key, (owner, _, _) in live.items() if owner == name]:
            del live[key]
        request.session.clear()

    return app
