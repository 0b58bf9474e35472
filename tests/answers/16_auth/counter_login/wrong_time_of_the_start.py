"""Asks for the time once, when the app is created.

Fails: test_token_says_who_for_whom_and_how_long
"""

import jwt
from fastapi import FastAPI
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher


def create_app(settings: dict, users: dict) -> FastAPI:
    import secrets
    import time
    from typing import Annotated

    from fastapi import Depends, HTTPException, Response
    from fastapi.security import OAuth2PasswordRequestForm

    lifetime = 900
    now = int(time.time())
    passwords = PasswordHash((Argon2Hasher(**settings["argon2"]),))
    nobody = {"id": 0, "hash": passwords.hash(secrets.token_hex()), "active": False}
    app = FastAPI()

    @app.post("/token")
    def log_in(
        form: Annotated[OAuth2PasswordRequestForm, Depends()], response: Response
    ) -> dict[str, str | int]:
        user = users.get(form.username, nobody)
        right = passwords.verify(form.password, user["hash"])
        if not right or not user["active"]:
            challenge = {"WWW-Authenticate": "Bearer"}
            raise HTTPException(401, "Wrong name or password", headers=challenge)
        claims = {
            "iss": settings["issuer"],
            "aud": settings["audience"],
            "sub": str(user["id"]),
            "iat": now,
            "exp": now + lifetime,
        }
        token = jwt.encode(claims, settings["secret"], algorithm="HS256")
        response.headers["Cache-Control"] = "no-store"
        return {"access_token": token, "token_type": "bearer", "expires_in": lifetime}

    return app
