"""Plain functions in threads, with a lock around the look and the mark."""

from dataclasses import dataclass
from secrets import token_urlsafe
from threading import Lock
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Form, HTTPException
from fastapi.responses import JSONResponse
from fastapi.security import (
    HTTPAuthorizationCredentials,
    HTTPBearer,
    OAuth2PasswordRequestForm,
)
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

# Costs for exercises. For people's passwords: PasswordHash.recommended()
HASHER = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
STORED = {"ada": HASHER.hash("correct horse"), "bo": HASHER.hash("battery staple")}
NOBODY = HASHER.hash("nobody has this password")


def check_login(username: str, password: str) -> bool:
    """Whether the password is the user's. Costs the same for unknown users."""
    right = HASHER.verify(password, STORED.get(username, NOBODY))
    return right and username in STORED


ACCESS_SECONDS = 300
REFRESH_SECONDS = 7 * 24 * 3600
SESSION_SECONDS = 30 * 24 * 3600
CHALLENGE = {"WWW-Authenticate": "Bearer"}


@dataclass
class Session:
    username: str
    started: int
    ended: bool = False


@dataclass
class Token:
    session: Session
    issued: int
    used: bool = False


def create_app(now) -> FastAPI:
    access_tokens: dict[str, Token] = {}
    refresh_tokens: dict[str, Token] = {}
    lock = Lock()
    app = FastAPI()

    def issue(session: Session) -> dict[str, Any]:
        access, refresh = token_urlsafe(), token_urlsafe()
        access_tokens[access] = Token(session, now())
        refresh_tokens[refresh] = Token(session, now())
        return {
            "access_token": access,
            "refresh_token": refresh,
            "token_type": "bearer",
            "expires_in": ACCESS_SECONDS,
        }

    @app.post("/login")
    def log_in(form: Annotated[OAuth2PasswordRequestForm, Depends()]) -> dict[str, Any]:
        if not check_login(form.username, form.password):
            raise HTTPException(401, "Wrong name or password", CHALLENGE)
        return issue(Session(form.username, now()))

    @app.post("/refresh", response_model=None)
    def refresh(
        grant_type: Annotated[str, Form()] = "",
        refresh_token: Annotated[str, Form()] = "",
    ) -> dict[str, Any] | JSONResponse:
        if grant_type != "refresh_token":
            return JSONResponse({"error": "unsupported_grant_type"}, 400)
        with lock:
            token = refresh_tokens.get(refresh_token)
            if token is not None and token.used:
                token.session.ended = True
            if (
                token is None
                or token.session.ended
                or now() - token.issued >= REFRESH_SECONDS
                or now() - token.session.started >= SESSION_SECONDS
            ):
                return JSONResponse({"error": "invalid_grant"}, 400)
            token.used = True
        return issue(token.session)

    @app.post("/logout", status_code=204)
    def log_out(refresh_token: Annotated[str, Form()] = "") -> None:
        if token := refresh_tokens.get(refresh_token):
            token.session.ended = True

    @app.get("/me")
    def me(
        sent: Annotated[HTTPAuthorizationCredentials, Depends(HTTPBearer())],
    ) -> dict[str, str]:
        token = access_tokens.get(sent.credentials)
        if token is None or token.session.ended or now() - token.issued >= ACCESS_SECONDS:
            raise HTTPException(401, "Invalid token", CHALLENGE)
        return {"username": token.session.username}

    return app
