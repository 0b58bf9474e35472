"""A dependency for the session and plain dictionaries as bodies."""

from typing import Annotated

from fastapi import Body, Depends, FastAPI, HTTPException, Request, Response
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware

STAFF = {"ada": "4711", "bob": "1234"}


def get_session(request: Request) -> dict:
    return request.session


Session = Annotated[dict, Depends(get_session)]
Text = Annotated[str, Body(embed=True)]


def create_app(secret: str) -> FastAPI:
    sessions = Middleware(
        SessionMiddleware,
        secret_key=secret,
        session_cookie="desk",
        max_age=28800,
        https_only=True,
    )
    app = FastAPI(middleware=[sessions])

    @app.post("/login")
    def login(name: Text, pin: Text, session: Session):
        if (name, pin) not in STAFF.items():
            raise HTTPException(401, "Wrong name or pin")
        for key in list(session):
            del session[key]
        session |= {"user": name}
        return Response(status_code=204)

    @app.get("/me")
    def me(session: Session):
        match session:
            case {"user": name}:
                return {"name": name}
        raise HTTPException(401, "Log in first")

    @app.put("/draft")
    def write(text: Text, session: Session):
        session.update(draft=text)
        return Response(status_code=204)

    @app.get("/draft")
    def read(session: Session):
        return {"text": session["draft"] if "draft" in session else ""}

    @app.post("/logout", status_code=204)
    def logout(session: Session) -> None:
        session.clear()

    return app
