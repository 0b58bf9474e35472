"""Flask's own hook guards the ledger, a dependency guards each new route."""

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
from fastapi import Depends, FastAPI, HTTPException, Query
from fastapi.security import APIKeyHeader

CHALLENGE = {"WWW-Authenticate": "Key"}


def check_key(key: Annotated[str | None, Depends(APIKeyHeader(name="X-Key", auto_error=False))]):
    if key != KEY:
        raise HTTPException(401, "Key needed", CHALLENGE)


def create_app() -> FastAPI:
    entries: list[dict] = []
    app = FastAPI()
    ledger = make_ledger(entries)

    @ledger.before_request
    def refuse():
        if request.headers.get("X-Key") != KEY:
            return {"detail": "Key needed"}, 401, CHALLENGE

    @app.get("/health")
    def health():
        return {"status": "ok"}

    @app.get("/accounts", dependencies=[Depends(check_key)])
    def list_accounts(kind: Annotated[list[str], Query()] = []):
        return [a for a in ACCOUNTS if not kind or a["kind"] in kind]

    @app.get("/accounts/{number}", dependencies=[Depends(check_key)])
    def read_account(number: str):
        for account in ACCOUNTS:
            if account["number"] == number:
                return account
        raise HTTPException(404, "No such account")

    @app.get("/ledger/summary", dependencies=[Depends(check_key)])
    def summary():
        return {"entries": len(entries), "cents": sum(e["cents"] for e in entries)}

    app.mount("/ledger", WSGIMiddleware(ledger))
    return app
