"""JWTs for both tokens, the session stores the number of its newest refresh token."""

import secrets

import jwt
from fastapi import FastAPI, Form, HTTPException, Request, Response
from fastapi.responses import JSONResponse
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


class Refused(Exception): ...


def create_app(now) -> FastAPI:
    app = FastAPI()
    key = secrets.token_hex(64)
    sessions = {}

    def sign(**claims):
        return jwt.encode({"iat": now(), **claims}, key, algorithm="HS256")

    def read(token, use, seconds):
        # The clock is the service's own, so PyJWT's is switched off.
        clocks = {"verify_exp": False, "verify_iat": False, "verify_nbf": False}
        try:
            claims = jwt.decode(token, key, algorithms=["HS256"], options=clocks)
        except jwt.InvalidTokenError:
            raise Refused from None
        if claims["use"] != use or claims["sid"] not in sessions:
            raise Refused
        if seconds is not None and now() >= claims["iat"] + seconds:
            raise Refused
        return claims

    def pair(sid):
        session = sessions[sid]
        session["generation"] += 1
        refresh = sign(use="refresh", sid=sid, n=session["generation"])
        access = sign(use="access", sid=sid, jti=secrets.token_hex(8))
        return dict(access_token=access, refresh_token=refresh, token_type="bearer", expires_in=300)

    @app.post("/login")
    def login(username: str = Form(), password: str = Form()):
        if not check_login(username, password):
            raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
        sid = secrets.token_hex(16)
        sessions[sid] = {"user": username, "start": now(), "generation": 0}
        return pair(sid)

    @app.post("/refresh")
    async def refresh(grant_type: str = Form(), refresh_token: str = Form()):
        claims = read(refresh_token, "refresh", None)
        session = sessions[claims["sid"]]
        if claims["n"] != session["generation"]:
            del sessions[claims["sid"]]
            raise Refused
        week, month = 7 * 86400, 30 * 86400
        if now() >= claims["iat"] + week or now() >= session["start"] + month:
            raise Refused
        return pair(claims["sid"])

    @app.exception_handler(Refused)
    async def refuse(request: Request, exc: Refused):
        if request.url.path == "/me":
            return JSONResponse({}, 401, {"WWW-Authenticate": "Bearer"})
        if request.url.path == "/logout":
            return Response(status_code=204)
        return JSONResponse({"error": "invalid_grant"}, 400)

    @app.post("/logout", status_code=204)
    async def logout(refresh_token: str = Form()):
        sessions.pop(read(refresh_token, "refresh", None)["sid"], None)

    @app.get("/me")
    async def me(request: Request):
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        claims = read(token if scheme.lower() == "bearer" else "", "access", 300)
        return {"username": sessions[claims["sid"]]["user"]}

    return app
