"""Looks whether the first is under way before it compares the bodies.

Fails: test_duplicate_under_way_is_409_in_every_worker
"""

import sqlite3
import tempfile
from collections.abc import Callable

from fastapi import FastAPI

PAYMENTS_FOLDER = tempfile.mkdtemp()


def open_payments(database: str) -> sqlite3.Connection:
    """A connection to the file that all workers of a service share."""
    path = f"{PAYMENTS_FOLDER}/{database}.db"
    return sqlite3.connect(path, timeout=5, isolation_level=None)


def create_app(charge: Callable[[str, int], str], database: str) -> FastAPI:
    import json
    from contextlib import closing
    from typing import Annotated, Any

    from fastapi import Header, HTTPException
    from fastapi.responses import JSONResponse
    from pydantic import BaseModel, Field

    def run(sql: str, *values: Any) -> list[tuple[Any, ...]]:
        with closing(open_payments(database)) as connection:
            return connection.execute(sql, values).fetchall()

    run(
        "CREATE TABLE IF NOT EXISTS payment_keys (customer TEXT, key TEXT, "
        "body TEXT NOT NULL, status INTEGER, answer TEXT, PRIMARY KEY (customer, key))"
    )

    class Payment(BaseModel):
        card: str
        cents: int = Field(ge=1)

    def perform(payment: Payment) -> tuple[int, dict[str, Any]]:
        try:
            number = charge(payment.card, payment.cents)
        except ValueError:
            return 402, {"detail": "card_refused"}
        except TimeoutError:
            return 504, {"detail": "outcome_unknown"}
        return 201, {"payment": number, "cents": payment.cents}

    def repeated(owner: tuple[str, str], body: str) -> JSONResponse:
        where = "SELECT body, status, answer FROM payment_keys WHERE customer=? AND key=?"
        rows = run(where, *owner)
        if not rows or rows[0][1] is None:  # no row: it has been given back just now
            raise HTTPException(409, "in_progress", headers={"Retry-After": "1"})
        if rows[0][0] != body:
            raise HTTPException(422, "key_reused")
        _, status, answer = rows[0]
        return JSONResponse(json.loads(answer), status, {"Idempotent-Replayed": "true"})

    app = FastAPI()

    @app.post("/payments")
    def pay(
        payment: Payment,
        x_customer: Annotated[str, Header()],
        idempotency_key: Annotated[str, Header()] = "",
    ) -> JSONResponse:
        if not idempotency_key:
            raise HTTPException(400, "key_missing")
        owner, body = (x_customer, idempotency_key), payment.model_dump_json()
        claim = (
            "INSERT INTO payment_keys (customer, key, body) VALUES (?, ?, ?) "
            "ON CONFLICT DO NOTHING RETURNING key"
        )
        if not run(claim, *owner, body):
            return repeated(owner, body)
        try:
            status, answer = perform(payment)
        except ConnectionError:
            run("DELETE FROM payment_keys WHERE customer = ? AND key = ?", *owner)
            raise HTTPException(503, "provider_unreachable") from None
        run(
            "UPDATE payment_keys SET status = ?, answer = ? WHERE customer = ? AND key = ?",
            status,
            json.dumps(answer),
            *owner,
        )
        return JSONResponse(answer, status)

    return app
