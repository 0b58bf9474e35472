"""Repairs all but the gate: trusts that the app's dependencies cover the mount.

Fails: test_ledger_opens_with_the_key_only, test_no_method_and_no_path_gets_past_the_gate
"""

from flask import Flask, request

KEY = "branch-7"
ACCOUNTS = [
    {"number": "A-1", "kind": "asset", "name": "Cash desk"},
    {"number": "L-1", "kind": "liability", "name": "Deposits"},
    {"number": "E-1", "kind": "equity", "name": "Capital"},
]


def make_ledger(entries: list) -> Flask:
    """The old ledger. Leave it as it is."""
    ledger = Flask("ledger")

    @ledger.get("/entries")
    def list_entries():
        return {"entries": entries}

    @ledger.post("/entries")
    def add_entry():
        text, cents = request.form["text"], int(request.form["cents"])
        entries.append({"text": text, "cents": cents})
        return {"entries": len(entries)}, 201

    @ledger.delete("/entries")
    def clear():
        entries.clear()
        return "", 204

    return ledger


from typing import Annotated

from a2wsgi import WSGIMiddleware
from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Query
from fastapi.responses import JSONResponse
from starlette.datastructures import Headers

REFUSAL = "Key needed"
CHALLENGE = {"WWW-Authenticate": "Key"}


class KeyGate:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] == "http" and Headers(scope=scope).get("x-key") != KEY:
            refusal = JSONResponse({"detail": REFUSAL}, 401, CHALLENGE)
            await refusal(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def check_key(x_key: Annotated[str | None, Header()] = None) -> None:
    if x_key != KEY:
        raise HTTPException(401, REFUSAL, CHALLENGE)


def create_app() -> FastAPI:
    entries: list[dict] = []
    app = FastAPI()
    guarded = APIRouter(dependencies=[Depends(check_key)])

    @app.get("/health")
    async def health():
        return {"status": "ok"}

    @guarded.get("/accounts")
    async def list_accounts(kind: Annotated[list[str] | None, Query()] = None):
        return [a for a in ACCOUNTS if not kind or a["kind"] in kind]

    @guarded.get("/accounts/{number}")
    async def read_account(number: str):
        for account in ACCOUNTS:
            if account["number"] == number:
                return account
        raise HTTPException(404, "No such account")

    @guarded.get("/ledger/summary")
    async def summary():
        return {"entries": len(entries), "cents": sum(e["cents"] for e in entries)}

    app.include_router(guarded)
    app.mount("/ledger", WSGIMiddleware(make_ledger(entries)))
    return app
