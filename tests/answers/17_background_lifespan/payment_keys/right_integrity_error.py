"""Plain INSERT and IntegrityError; a hash of the values; routers and models."""

import hashlib
import json
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import contextmanager
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Response
from pydantic import BaseModel, PositiveInt

PAYMENTS_FOLDER = tempfile.mkdtemp()


def open_payments(database: str) -> sqlite3.Connection:
    """A connection to the file that all workers of a service share."""
    path = f"{PAYMENTS_FOLDER}/{database}.db"
    return sqlite3.connect(path, timeout=5, isolation_level=None)


class Payment(BaseModel):
    card: str
    cents: PositiveInt

    def fingerprint(self) -> str:
        text = json.dumps(self.model_dump(), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


class Keys:
    """One row for each key; the primary key decides who owns it."""

    def __init__(self, database: str) -> None:
        self.database = database
        with self.open() as connection:
            connection.execute(
                "create table if not exists keys "
                "(owner text primary key, print text, status int, body blob)"
            )

    @contextmanager
    def open(self):
        connection = open_payments(self.database)
        try:
            yield connection
        finally:
            connection.close()

    def claim(self, owner: str, fingerprint: str) -> bool:
        with self.open() as connection:
            try:
                connection.execute(
                    "insert into keys (owner, print) values (?, ?)", (owner, fingerprint)
                )
            except sqlite3.IntegrityError:
                return False
        return True

    def look(self, owner: str):
        with self.open() as connection:
            return connection.execute(
                "select print, status, body from keys where owner = ?", (owner,)
            ).fetchone()

    def keep(self, owner: str, status: int, body: bytes) -> None:
        with self.open() as connection:
            connection.execute(
                "update keys set status = ?, body = ? where owner = ?", (status, body, owner)
            )

    def give_back(self, owner: str) -> None:
        with self.open() as connection:
            connection.execute("delete from keys where owner = ?", (owner,))


def key_of(
    x_customer: Annotated[str, Header()], idempotency_key: Annotated[str | None, Header()] = None
) -> str:
    if not idempotency_key:
        raise HTTPException(400, "key_missing")
    return json.dumps([x_customer, idempotency_key])


def create_app(charge: Callable[[str, int], str], database: str) -> FastAPI:
    keys = Keys(database)
    router = APIRouter()

    @router.post("/payments")
    def pay(payment: Payment, owner: Annotated[str, Depends(key_of)]) -> Response:
        kind = "application/json"
        if keys.claim(owner, payment.fingerprint()):
            status = 201
            try:
                body = {"payment": charge(payment.card, payment.cents), "cents": payment.cents}
            except ConnectionError:
                keys.give_back(owner)
                raise HTTPException(503, "provider_unreachable") from None
            except TimeoutError:
                status, body = 504, {"detail": "outcome_unknown"}
            except ValueError:
                status, body = 402, {"detail": "card_refused"}
            content = json.dumps(body).encode()
            keys.keep(owner, status, content)
            return Response(content, status, media_type=kind)
        known = keys.look(owner)
        if known is None or known[1] is None and known[0] == payment.fingerprint():
            raise HTTPException(409, "in_progress", {"Retry-After": "1"})
        if known[0] != payment.fingerprint():
            raise HTTPException(422, "key_reused")
        headers = {"Idempotent-Replayed": "true"}
        return Response(known[2], known[1], headers, kind)

    app = FastAPI()
    app.include_router(router)
    return app
