"""An explicit transaction looks and claims; the charge runs in a thread."""

import asyncio
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
    from typing import Annotated

    from fastapi import Body, Header
    from fastapi.responses import JSONResponse

    connection = open_payments(database)
    connection.execute("CREATE TABLE IF NOT EXISTS seen (key TEXT, card, cents, outcome TEXT)")
    connection.close()

    def first_look(key: str, card: str, cents: int):
        """The row that is there already, or None after it has been made."""
        connection = open_payments(database)
        try:
            connection.execute("BEGIN IMMEDIATE")
            row = connection.execute(
                "SELECT card, cents, outcome FROM seen WHERE key = ?", (key,)
            ).fetchone()
            if row is None:
                connection.execute("INSERT INTO seen VALUES (?, ?, ?, NULL)", (key, card, cents))
            connection.execute("COMMIT")
            return row
        finally:
            connection.close()

    def write(sql: str, *values) -> None:
        connection = open_payments(database)
        connection.execute(sql, values)
        connection.close()

    app = FastAPI()

    @app.post("/payments")
    async def pay(
        card: Annotated[str, Body()],
        cents: Annotated[int, Body(ge=1)],
        x_customer: Annotated[str, Header()],
        idempotency_key: Annotated[str, Header()] = "",
    ):
        if idempotency_key == "":
            return JSONResponse({"detail": "key_missing"}, 400)
        key = repr((x_customer, idempotency_key))
        row = await asyncio.to_thread(first_look, key, card, cents)
        if row is not None:
            if row[:2] != (card, cents):
                return JSONResponse({"detail": "key_reused"}, 422)
            if row[2] is None:
                return JSONResponse({"detail": "in_progress"}, 409, {"Retry-After": "1"})
            status, body = json.loads(row[2])
            return JSONResponse(body, status, {"Idempotent-Replayed": "true"})
        outcomes = {ValueError: (402, "card_refused"), TimeoutError: (504, "outcome_unknown")}
        try:
            number = await asyncio.to_thread(charge, card, cents)
            status, body = 201, {"payment": number, "cents": cents}
        except ConnectionError:
            await asyncio.to_thread(write, "DELETE FROM seen WHERE key = ?", key)
            return JSONResponse({"detail": "provider_unreachable"}, 503)
        except (ValueError, TimeoutError) as error:
            status, detail = outcomes[type(error)]
            body = {"detail": detail}
        outcome = json.dumps([status, body])
        await asyncio.to_thread(write, "UPDATE seen SET outcome = ? WHERE key = ?", outcome, key)
        return JSONResponse(body, status)

    return app
