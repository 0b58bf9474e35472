"""Counts the sessions instead of drawing an id at random.

Fails: test_token_of_the_gateway_is_accepted
"""

from fastapi import FastAPI

STAFF = {"ada": "4711", "bob": "1234", "eve": "0000"}


def create_app(secret: str) -> FastAPI:
    import hmac
    import secrets
    from itertools import count
    from typing import Annotated

    from fastapi import Cookie, Depends, Header, HTTPException, Response
    from pydantic import BaseModel

    class Login(BaseModel):
        name: str
        pin: str

    class Transfer(BaseModel):
        to: str
        amount: int

    app = FastAPI()
    balances = dict.fromkeys(STAFF, 100)
    sessions: dict[str, str] = {}
    numbers = count(1)
    Sid = Annotated[str, Cookie(alias="__Host-sid")]

    def sign(sid: str, nonce: str) -> str:
        message = f"{sid}.{nonce}".encode()
        return hmac.new(secret.encode(), message, "sha256").hexdigest()

    def session_id(sid: Sid = "") -> str:
        if sid not in sessions:
            raise HTTPException(401, "Log in first", {"WWW-Authenticate": "Cookie"})
        return sid

    def protected(
        sid: Annotated[str, Depends(session_id)],
        cookie: Annotated[str, Cookie(alias="__Host-csrf")] = "",
        x_csrf_token: Annotated[str, Header()] = "",
    ) -> str:
        nonce, _, signature = x_csrf_token.partition(".")
        same = hmac.compare_digest(cookie.encode(), x_csrf_token.encode())
        good = hmac.compare_digest(signature.encode(), sign(sid, nonce).encode())
        if not (same and good):
            raise HTTPException(403, "CSRF token missing or wrong")
        return sid

    @app.post("/login", status_code=204)
    async def login(form: Login, response: Response, old: Sid = "") -> None:
        if STAFF.get(form.name) != form.pin:
            raise HTTPException(401, "Wrong name or pin")
        sessions.pop(old, None)
        sid, nonce = f"session-{next(numbers)}", secrets.token_hex(16)
        sessions[sid] = form.name
        both = {"path": "/", "secure": True, "samesite": "lax"}
        response.set_cookie("__Host-sid", sid, httponly=True, **both)
        response.set_cookie("__Host-csrf", f"{nonce}.{sign(sid, nonce)}", **both)

    @app.get("/account")
    async def account(sid: Annotated[str, Depends(session_id)]):
        return {"name": sessions[sid], "balance": balances[sessions[sid]]}

    @app.post("/transfers", status_code=201)
    async def transfer(order: Transfer, sid: Annotated[str, Depends(protected)]):
        sender = sessions[sid]
        possible = order.to in STAFF and order.to != sender
        if not possible or not 1 <= order.amount <= balances[sender]:
            raise HTTPException(409, "This transfer is not possible")
        balances[sender] -= order.amount
        balances[order.to] += order.amount
        return {"balance": balances[sender]}

    @app.delete("/session", status_code=204)
    async def logout(sid: Annotated[str, Depends(protected)]) -> None:
        del sessions[sid]

    return app
