"""Takes name and password as query parameters, where every log has them.

Fails: test_right_password_gets_a_bearer_token, test_token_says_who_for_whom_and_how_long, test_wrong_name_and_wrong_password_look_the_same, test_closed_account_looks_like_a_wrong_password, test_password_is_read_from_the_form_only, test_unknown_name_takes_as_long_as_a_known_one
"""

import jwt
from fastapi import FastAPI
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher


def create_app(settings: dict, users: dict) -> FastAPI:
    import secrets
    import time

    from fastapi import HTTPException, Response

    lifetime = 900
    passwords = PasswordHash((Argon2Hasher(**settings["argon2"]),))
    nobody = {"id": 0, "hash": passwords.hash(secrets.token_hex()), "active": False}
    app = FastAPI()

    @app.post("/token")
    def log_in(username: str, password: str, response: Response) -> dict[str, str | int]:
        user = users.get(username, nobody)
        right = passwords.verify(password, user["hash"])
        if not right or not user["active"]:
            challenge = {"WWW-Authenticate": "Bearer"}
            raise HTTPException(401, "Wrong name or password", headers=challenge)
        now = int(time.time())
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
