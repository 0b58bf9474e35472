"""Ignores a refresh token at logout that is older than 7 days.

Fails: test_logout_ends_the_session_at_once
"""

from fastapi import FastAPI
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


def create_app(now) -> FastAPI:
    import hashlib
    import secrets
    from dataclasses import dataclass
    from typing import Annotated

    from fastapi import Depends, Form, HTTPException
    from fastapi.responses import JSONResponse
    from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm

    day = 24 * 3600

    @dataclass
    class Session:
        username: str
        started: int
        ended: bool = False

    @dataclass
    class Issued:
        session: Session
        at: int
        used: bool = False

    # In a database: sessions with an index on both hashes.
    refresh_tokens: dict[str, Issued] = {}
    access_tokens: dict[str, Issued] = {}

    def key(token: str) -> str:
        return hashlib.sha256(token.encode()).hexdigest()

    def issue(session: Session) -> dict[str, str | int]:
        access, refresh = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        access_tokens[key(access)] = Issued(session, now())
        refresh_tokens[key(refresh)] = Issued(session, now())
        pair = {"access_token": access, "refresh_token": refresh}
        return {**pair, "token_type": "bearer", "expires_in": 300}

    app = FastAPI()

    @app.post("/login")
    def log_in(form: Annotated[OAuth2PasswordRequestForm, Depends()]):
        if not check_login(form.username, form.password):
            challenge = {"WWW-Authenticate": "Bearer"}
            raise HTTPException(401, "Wrong name or password", headers=challenge)
        return issue(Session(form.username, now()))

    @app.post("/refresh")
    async def refresh(
        grant_type: Annotated[str, Form(pattern="^refresh_token$")],
        refresh_token: Annotated[str, Form()],
    ):
        refusal = JSONResponse({"error": "invalid_grant"}, 400)
        found = refresh_tokens.get(key(refresh_token))
        if found is None:
            return refusal
        session = found.session
        if found.used:
            session.ended = True
        too_old = now() - found.at >= 7 * day or now() - session.started >= 30 * day
        if session.ended or too_old:
            return refusal
        found.used = True
        return issue(session)

    @app.post("/logout", status_code=204)
    async def log_out(refresh_token: Annotated[str, Form()]) -> None:
        found = refresh_tokens.get(key(refresh_token))
        if found is not None and now() - found.at < 7 * day:
            found.session.ended = True

    @app.get("/me")
    async def me(token: Annotated[str, Depends(OAuth2PasswordBearer("login"))]):
        found = access_tokens.get(key(token))
        if found is None or found.session.ended or now() - found.at >= 300:
            challenge = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
            raise HTTPException(401, "Bad token", headers=challenge)
        return {"username": found.session.username}

    return app
