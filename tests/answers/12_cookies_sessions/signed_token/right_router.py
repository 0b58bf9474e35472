"""A class for tokens, a router with two dependencies, sync routes."""

import hmac
import secrets
from typing import Annotated

from fastapi import APIRouter, Cookie, Depends, FastAPI, Header, HTTPException, Response
from pydantic import BaseModel

STAFF = {"ada": "4711", "bob": "1234", "eve": "0000"}


class Tokens:
    def __init__(self, key: str):
        self.key = key.encode()

    def new(self, sid: str, nonce: str | None = None) -> str:
        nonce = secrets.token_hex(32) if nonce is None else nonce
        text = f"{sid}.{nonce}".encode()
        return f"{nonce}.{hmac.digest(self.key, text, 'sha256').hex()}"

    def fits(self, sid: str, token: str) -> bool:
        if not token.isascii() or token.count(".") != 1:
            return False
        nonce, _ = token.split(".")
        if not (nonce.isalnum() and 16 <= len(nonce) <= 64):
            return False
        return hmac.compare_digest(token, self.new(sid, nonce))


class Login(BaseModel):
    name: str
    pin: str


class Order(BaseModel):
    to: str
    amount: int


def create_app(secret: str) -> FastAPI:
    tokens, owners, accounts = Tokens(secret), {}, {"ada": 100, "bob": 100, "eve": 100}

    def session(sid: str | None = Cookie(None, alias="__Host-sid")) -> str:
        if not sid or sid not in owners:
            raise HTTPException(status_code=401)
        return sid

    def same_site(
        sid: str = Depends(session),
        cookie: str | None = Cookie(None, alias="__Host-csrf"),
        header: str | None = Header(None, alias="X-CSRF-Token"),
    ) -> None:
        if header is None or cookie != header or not tokens.fits(sid, header):
            raise HTTPException(status_code=403)

    Sid = Annotated[str, Depends(session)]
    unsafe = APIRouter(dependencies=[Depends(same_site)])
    app = FastAPI()

    @app.post("/login", status_code=204)
    def login(
        form: Login,
        response: Response,
        old: str | None = Cookie(None, alias="__Host-sid"),
    ):
        if STAFF.get(form.name) != form.pin:
            raise HTTPException(status_code=401)
        owners.pop(old, None)
        sid = secrets.token_hex(20)
        owners[sid] = form.name
        tail = "; Path=/; Secure; SameSite=Lax"
        for cookie in (f"sid={sid}; HttpOnly", f"csrf={tokens.new(sid)}"):
            response.headers.append("Set-Cookie", f"__Host-{cookie}{tail}")

    @app.get("/account")
    def account(sid: Sid):
        return {"name": owners[sid], "balance": accounts[owners[sid]]}

    @unsafe.post("/transfers", status_code=201)
    def pay(order: Order, sid: Sid):
        me = owners[sid]
        if order.to == me or order.to not in accounts:
            raise HTTPException(409)
        if order.amount < 1 or order.amount > accounts[me]:
            raise HTTPException(409)
        accounts[me] -= order.amount
        accounts[order.to] += order.amount
        return {"balance": accounts[me]}

    @unsafe.delete("/session", status_code=204)
    def end(sid: Sid):
        owners.pop(sid)

    app.include_router(unsafe)
    return app
