"""Sessions and tokens as rows of a database, one statement marks a token as used."""

import hashlib
import secrets
import sqlite3
import threading
from typing import Annotated

from fastapi import Depends, FastAPI, Form, HTTPException, Response, status
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


WEEK, MONTH = 7 * 24 * 60 * 60, 30 * 24 * 60 * 60
FIND = """
    select s.id, s.name, s.started, t.issued from token t join session s on s.id = t.session
    where t.digest = ? and t.kind = ?
"""
bearer = HTTPBearer()


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def create_app(now) -> FastAPI:
    db = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    db.execute("create table session (id integer primary key, name, started)")
    db.execute("create table token (digest primary key, session, kind, issued, used default 0)")
    lock = threading.Lock()

    def issue(session: int) -> dict:
        tokens = {}
        for kind in ("access", "refresh"):
            tokens[f"{kind}_token"] = token = f"{kind}-{secrets.token_hex(24)}"
            row = (digest(token), session, kind, now())
            db.execute("insert into token(digest, session, kind, issued) values (?,?,?,?)", row)
        return {**tokens, "token_type": "bearer", "expires_in": 300}

    def find(token: str, kind: str):
        return db.execute(FIND, (digest(token), kind)).fetchone()

    def end(session: int) -> None:
        db.execute("delete from session where id = ?", (session,))

    app = FastAPI()

    @app.post("/login")
    def login(form: Annotated[OAuth2PasswordRequestForm, Depends()]):
        if not check_login(form.username, form.password):
            raise HTTPException(401, "no", {"WWW-Authenticate": "Bearer"})
        with lock:
            row = (secrets.randbits(60), form.username, now())
            db.execute("insert into session values (?,?,?)", row)
            return issue(row[0])

    @app.post("/refresh")
    def refresh(refresh_token: Annotated[str, Form()], grant_type: Annotated[str, Form()]):
        bad = JSONResponse({"error": "invalid_grant"}, status.HTTP_400_BAD_REQUEST)
        with lock:
            row = find(refresh_token, "refresh")
            if row is None:
                return bad
            session, _, started, issued = row
            update = "update token set used = 1 where digest = ? and used = 0"
            if db.execute(update, (digest(refresh_token),)).rowcount == 0:
                end(session)
                return bad
            if now() - issued >= WEEK or now() - started >= MONTH:
                end(session)
                return bad
            return issue(session)

    @app.post("/logout")
    def logout(refresh_token: Annotated[str, Form()]) -> Response:
        with lock:
            row = find(refresh_token, "refresh")
            if row:
                end(row[0])
        return Response(status_code=204)

    @app.get("/me")
    def me(sent: Annotated[HTTPAuthorizationCredentials, Depends(bearer)]):
        with lock:
            row = find(sent.credentials, "access")
            if row is None or now() - row[3] >= 300:
                raise bearer.make_not_authenticated_error()
            return {"username": row[1]}

    return app
