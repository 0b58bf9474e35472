"""Sync endpoints; a conditional update takes each event, row by row."""

import sqlite3
import tempfile
from collections.abc import Callable

from fastapi import FastAPI

ORDERS_FOLDER = tempfile.mkdtemp()
TABLES = """
CREATE TABLE IF NOT EXISTS orders (
    number TEXT PRIMARY KEY, sku TEXT, pieces INTEGER, note TEXT, state TEXT
);
CREATE TABLE IF NOT EXISTS outbox (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    payload TEXT NOT NULL CHECK (length(payload) <= 500),
    attempts INTEGER NOT NULL DEFAULT 0,
    due REAL NOT NULL DEFAULT 0,
    taken_until REAL NOT NULL DEFAULT 0
);
"""


def open_orders(database: str) -> sqlite3.Connection:
    """A connection to the file that all workers of a service share."""
    path = f"{ORDERS_FOLDER}/{database}.db"
    connection = sqlite3.connect(path, timeout=5, isolation_level=None)
    connection.executescript(TABLES)
    return connection


def create_app(publish: Callable[[dict], None], now: Callable[[], float], database: str) -> FastAPI:
    import json
    import time
    import uuid
    from typing import Any

    from fastapi import Body, HTTPException
    from fastapi.responses import JSONResponse

    app = FastAPI()
    COLUMNS = ("number", "sku", "pieces", "note", "state")

    def query(sql: str, *values: Any) -> list[tuple]:
        connection = open_orders(database)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def order_of(row: tuple) -> dict:
        return dict(zip(COLUMNS, row, strict=True))

    def event_of(kind: str, order: dict) -> str:
        return json.dumps({"id": f"{time.time_ns()}-{uuid.uuid4()}", "type": kind, "order": order})

    @app.post("/orders", status_code=201)
    def place(number: str = Body(), sku: str = Body(), pieces: int = Body(), note: str = Body()):
        order = order_of((number, sku, pieces, note, "placed"))
        payload = event_of("order_placed", order)
        if len(payload) > 500:
            return JSONResponse({"detail": "event_too_long"}, 422)
        connection = open_orders(database)
        try:
            connection.execute("BEGIN")
            connection.execute("INSERT INTO orders VALUES (?, ?, ?, ?, ?)", list(order.values()))
            connection.execute(
                "INSERT INTO outbox (number, payload) VALUES (?, ?)", [number, payload]
            )
            connection.execute("COMMIT")
        except sqlite3.IntegrityError:
            return JSONResponse({"detail": "number_taken"}, 409)
        finally:
            connection.close()
        return order

    @app.get("/orders/{number}")
    def read(number: str):
        rows = query("SELECT * FROM orders WHERE number = ?", number)
        if not rows:
            raise HTTPException(404)
        return order_of(rows[0])

    @app.post("/orders/{number}/cancellation")
    def cancel(number: str):
        order = read(number)
        connection = open_orders(database)
        try:
            connection.execute("BEGIN IMMEDIATE")
            changed = connection.execute(
                "UPDATE orders SET state = 'cancelled' WHERE number = ? AND state = 'placed'",
                [number],
            ).rowcount
            if not changed:
                raise HTTPException(409)
            order["state"] = "cancelled"
            payload = event_of("order_cancelled", order)
            if len(payload) > 500:
                raise HTTPException(422, "event_too_long")
            connection.execute(
                "INSERT INTO outbox (number, payload) VALUES (?, ?)", [number, payload]
            )
            connection.execute("COMMIT")
        finally:
            connection.close()
        return order

    @app.get("/outbox")
    def outbox():
        shown = []
        for number, payload, attempts in query(
            "SELECT number, payload, attempts FROM outbox ORDER BY position"
        ):
            event = json.loads(payload) | {"number": number, "attempts": attempts}
            del event["order"]
            shown.append(event | {"state": "dead" if attempts == 5 else "waiting"})
        return shown

    @app.post("/outbox/dispatch")
    def dispatch():
        published = failed = 0
        for (position,) in query("SELECT position FROM outbox ORDER BY position"):
            moment = now()
            rows = query(
                "UPDATE outbox SET taken_until = ? WHERE position = ? AND attempts < 5 "
                "AND due <= ? AND taken_until <= ? AND position = (SELECT min(o.position) "
                "FROM outbox AS o WHERE o.number = outbox.number) RETURNING payload, attempts",
                moment + 60,
                position,
                moment,
                moment,
            )
            for payload, attempts in rows:
                try:
                    publish(json.loads(payload))
                except Exception:
                    failed += 1
                    query(
                        "UPDATE outbox SET attempts = ?, due = ?, taken_until = 0 "
                        "WHERE position = ?",
                        attempts + 1,
                        now() + 10 * 2**attempts,
                        position,
                    )
                else:
                    published += 1
                    query("DELETE FROM outbox WHERE position = ?", position)
        return {"published": published, "failed": failed}

    return app
