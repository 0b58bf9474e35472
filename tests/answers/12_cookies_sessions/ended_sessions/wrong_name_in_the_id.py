"""Puts the name in front of the random part.

Fails: test_login_never_keeps_the_old_id
"""

from collections.abc import Callable

from fastapi import FastAPI

STAFF = {"ada": "4711", "bob": "1234"}


def create_app(now: Callable[[], float]) -> FastAPI:
    import secrets
    from dataclasses import dataclass
    from typing import Annotated

    from fastapi import Cookie, Depends, HTTPException, Response
    from pydantic import BaseModel

    name_of_cookie = "__Host-sid"
    attributes = {"path": "/", "secure": True, "httponly": True, "samesite": "lax"}

    class Login(BaseModel):
        name: str
        pin: str

    @dataclass
    class Session:
        name: str
        login: float
        used: float

        def alive(self, t: float) -> bool:
            return t - self.used < 1800 and t - self.login < 28800

    app = FastAPI()
    sessions: dict[str, Session] = {}
    Sid = Annotated[str, Cookie(alias=name_of_cookie)]

    def sweep() -> float:
        t = now()
        for sid in [sid for sid, s in sessions.items() if not s.alive(t)]:
            del sessions[sid]
        return t

    def current(sid: Sid = "") -> Session:
        t = sweep()
        if sid not in sessions:
            challenge = {"WWW-Authenticate": "Cookie"}
            raise HTTPException(401, "Log in first", headers=challenge)
        sessions[sid].used = t
        return sessions[sid]

    Current = Annotated[Session, Depends(current)]

    @app.post("/login", status_code=204)
    def login(form: Login, response: Response, old: Sid = "") -> None:
        t = sweep()
        if STAFF.get(form.name) != form.pin:
            if old in sessions:
                sessions[old].used = t
            raise HTTPException(401, "Wrong name or pin")
        sessions.pop(old, None)
        sid = f"{form.name}-{secrets.token_urlsafe(32)}"
        sessions[sid] = Session(form.name, t, t)
        response.set_cookie(name_of_cookie, sid, **attributes)

    @app.get("/me")
    def me(session: Current):
        return {"name": session.name}

    @app.get("/sessions")
    def count(session: Current):
        return {"open": sum(s.name == session.name for s in sessions.values())}

    @app.post("/logout", status_code=204)
    def logout(response: Response, sid: Sid = "") -> None:
        sessions.pop(sid, None)
        response.delete_cookie(name_of_cookie, **attributes)

    @app.post("/logout-everywhere", status_code=204)
    def logout_everywhere(session: Current, response: Response) -> None:
        for sid in [sid for sid, s in sessions.items() if s.name == session.name]:
            del sessions[sid]
        response.delete_cookie(name_of_cookie, **attributes)

    return app
