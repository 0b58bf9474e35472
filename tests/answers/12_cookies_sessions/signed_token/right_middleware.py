"""Checks session and token in a middleware for all unsafe methods."""

import hashlib
import hmac
import uuid

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import JSONResponse

STAFF = {"ada": "4711", "bob": "1234", "eve": "0000"}


def create_app(secret: str) -> FastAPI:
    app = FastAPI()
    app.state.sessions = {}
    money = {name: 100 for name in STAFF}

    def mint(sid: str, nonce: str) -> bytes:
        digest = hmac.new(secret.encode(), f"{sid}.{nonce}".encode(), hashlib.sha256)
        return f"{nonce}.{digest.hexdigest()}".encode()

    @app.middleware("http")
    async def guard(request: Request, call_next):
        if request.url.path == "/login":
            return await call_next(request)
        sid = request.cookies.get("__Host-sid")
        if sid not in app.state.sessions:
            return JSONResponse({"detail": "log in"}, 401)
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            sent = request.headers.get("x-csrf-token", "")
            good = mint(sid, sent.split(".")[0])
            for other in (sent, request.cookies.get("__Host-csrf", "")):
                if not hmac.compare_digest(good, other.encode("utf-8")):
                    return JSONResponse({"detail": "token"}, 403)
        request.state.user = app.state.sessions[sid]
        return await call_next(request)

    @app.post("/login")
    async def login(request: Request):
        form = await request.json()
        if STAFF.get(form["name"]) != form["pin"]:
            raise HTTPException(401)
        app.state.sessions.pop(request.cookies.get("__Host-sid"), None)
        sid = uuid.uuid4().hex + uuid.uuid4().hex
        app.state.sessions[sid] = form["name"]
        response = Response(status_code=204)
        response.set_cookie("__Host-sid", sid, secure=True, httponly=True)
        response.set_cookie("__Host-csrf", mint(sid, uuid.uuid4().hex).decode(), secure=True)
        return response

    @app.get("/account")
    async def account(request: Request):
        return {"name": request.state.user, "balance": money[request.state.user]}

    @app.post("/transfers", status_code=201)
    async def transfer(request: Request):
        order, user = await request.json(), request.state.user
        others = STAFF.keys() - {user}
        if order["to"] not in others or order["amount"] not in range(1, money[user] + 1):
            raise HTTPException(409)
        money[user] -= order["amount"]
        money[order["to"]] += order["amount"]
        return {"balance": money[user]}

    @app.delete("/session", status_code=204)
    async def end(request: Request):
        app.state.sessions.pop(request.cookies["__Host-sid"])

    return app
