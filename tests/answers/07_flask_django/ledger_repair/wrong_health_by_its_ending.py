"""Lets every path through that ends in /health.

Fails: test_no_method_and_no_path_gets_past_the_gate
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
from fastapi import FastAPI, HTTPException, Query, Request
from fastapi.responses import JSONResponse


def create_app() -> FastAPI:
    entries: list[dict] = []
    app = FastAPI()

    @app.middleware("http")
    async def check_key(request: Request, call_next):
        if not request.url.path.endswith("/health") and request.headers.get("x-key") != KEY:
            challenge = {"WWW-Authenticate": "Key"}
            return JSONResponse({"detail": "Key needed"}, 401, challenge)
        return await call_next(request)

    @app.get("/health")
    def health():
        return {"status": "ok"}

    @app.get("/accounts")
    def list_accounts(kind: Annotated[list[str], Query()] = []):
        return [a for a in ACCOUNTS if not kind or a["kind"] in kind]

    @app.get("/accounts/{number}")
    def read_account(number: str):
        for account in ACCOUNTS:
            if account["number"] == number:
                return account
        raise HTTPException(404, "No such account")

    @app.get("/ledger/summary")
    def summary():
        return {"entries": len(entries), "cents": sum(e["cents"] for e in entries)}

    app.mount("/ledger", WSGIMiddleware(make_ledger(entries)))
    return app
