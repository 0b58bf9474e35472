"""Puts the name into a signed cookie and cannot end anything.

Fails: test_login_and_logout, test_login_never_keeps_the_old_id, test_session_ends_on_the_agreed_second, test_open_sessions_are_counted, test_logout_everywhere_ends_all_of_mine
"""

import secrets

from fastapi import FastAPI, HTTPException, Request
from pydantic import BaseModel
from starlette.middleware.sessions import SessionMiddleware

STAFF = {"ada": "4711", "bob": "1234"}


class Login(BaseModel):
    name: str
    pin: str


def create_app(now) -> FastAPI:
    app = FastAPI()
    options = {"session_cookie": "__Host-sid", "https_only": True, "max_age": 1800}
    app.add_middleware(SessionMiddleware, secret_key=secrets.token_hex(32), **options)
    count = dict.fromkeys(STAFF, 0)

    def user(request: Request) -> str:
        if "name" not in request.session:
            raise HTTPException(401, "Log in", headers={"WWW-Authenticate": "Cookie"})
        return request.session["name"]

    @app.post("/login", status_code=204)
    def login(form: Login, request: Request) -> None:
        if STAFF.get(form.name) != form.pin:
            raise HTTPException(401, "Wrong name or pin")
        request.session.clear()
        request.session.update(name=form.name, id=secrets.token_hex(8))
        count[form.name] += 1

    @app.get("/me")
    def me(request: Request):
        return {"name": user(request)}

    @app.get("/sessions")
    def sessions(request: Request):
        return {"open": count[user(request)]}

    @app.post("/logout", status_code=204)
    def logout(request: Request) -> None:
        if "name" in request.session:
            count[request.session["name"]] -= 1
        request.session.clear()

    @app.post("/logout-everywhere", status_code=204)
    def everywhere(request: Request) -> None:
        count[user(request)] = 0
        request.session.clear()

    return app
