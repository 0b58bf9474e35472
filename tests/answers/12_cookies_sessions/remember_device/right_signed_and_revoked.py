"""Signs name and nonce and keeps a list of revoked values."""

import secrets
from typing import Annotated

from fastapi import Cookie, Depends, FastAPI, HTTPException, Response
from itsdangerous import BadSignature, URLSafeSerializer
from pydantic import BaseModel

STAFF = {"ada": "4711", "bob": "1234"}


class SignIn(BaseModel):
    name: str
    pin: str


class Value(BaseModel):
    remember: str = ""
    model_config = {"alias_generator": lambda name: f"__Host-{name}"}


def create_app() -> FastAPI:
    app = FastAPI()
    signer = URLSafeSerializer(secrets.token_bytes(32))
    revoked: set[str] = set()

    def signed_in(cookies: Annotated[Value, Cookie()]) -> str:
        try:
            name, _ = signer.loads(cookies.remember)
        except BadSignature:
            raise HTTPException(401, "Not signed in") from None
        if cookies.remember in revoked:
            raise HTTPException(401, "Not signed in")
        return name

    @app.post("/remember", status_code=201)
    async def remember(sign_in: SignIn, response: Response):
        if STAFF.get(sign_in.name) != sign_in.pin:
            raise HTTPException(401, "Wrong name or pin")
        response.headers["Set-Cookie"] = (
            f"__Host-remember={signer.dumps([sign_in.name, secrets.token_hex(16)])}; "
            "Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=2592000"
        )
        return {"name": sign_in.name}

    @app.get("/me")
    async def me(name: Annotated[str, Depends(signed_in)]):
        return {"name": name}

    @app.delete("/remember", status_code=204)
    async def forget(response: Response, cookies: Annotated[Value, Cookie()]):
        revoked.add(cookies.remember)
        response.delete_cookie("__Host-remember", secure=True)

    return app
