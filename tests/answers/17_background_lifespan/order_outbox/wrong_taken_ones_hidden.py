"""Leaves out of the outbox what a pass has taken.

Fails: test_two_passes_do_not_take_the_same_event
"""

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
    import uuid
    from collections.abc import Iterator
    from contextlib import closing, contextmanager

    from fastapi import HTTPException
    from pydantic import BaseModel

    class NewOrder(BaseModel):
        number: str
        sku: str
        pieces: int
        note: str

    ORDER = "SELECT number, sku, pieces, note, state FROM orders WHERE number = ?"
    TAKE = """
        UPDATE outbox SET taken_until = :now + 60 WHERE position = (
            SELECT position FROM outbox AS event
            WHERE position > :after AND attempts < 5
              AND due <= :now AND taken_until <= :now
              AND NOT EXISTS (
                SELECT 1 FROM outbox AS older
                WHERE older.number = event.number AND older.position < event.position)
            ORDER BY position LIMIT 1)
        RETURNING position, payload, attempts"""

    @contextmanager
    def transaction() -> Iterator[sqlite3.Connection]:
        with closing(open_orders(database)) as connection:
            connection.row_factory = sqlite3.Row
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def read(connection: sqlite3.Connection, number: str) -> dict:
        row = connection.execute(ORDER, [number]).fetchone()
        if row is None:
            raise HTTPException(404, "No such order")
        return dict(row)

    def announce(connection: sqlite3.Connection, kind: str, order: dict) -> None:
        event = {"id": uuid.uuid4().hex, "type": kind, "order": order}
        values = [order["number"], json.dumps(event)]
        try:
            connection.execute("INSERT INTO outbox (number, payload) VALUES (?, ?)", values)
        except sqlite3.IntegrityError:
            raise HTTPException(422, "event_too_long") from None

    app = FastAPI()

    @app.post("/orders", status_code=201)
    def place_order(new: NewOrder) -> dict:
        with transaction() as connection:
            try:
                connection.execute(
                    "INSERT INTO orders VALUES (:number, :sku, :pieces, :note, 'placed')",
                    new.model_dump(),
                )
            except sqlite3.IntegrityError:
                raise HTTPException(409, "number_taken") from None
            order = read(connection, new.number)
            announce(connection, "order_placed", order)
        return order

    @app.get("/orders/{number}")
    def read_order(number: str) -> dict:
        with transaction() as connection:
            return read(connection, number)

    @app.post("/orders/{number}/cancellation")
    def cancel(number: str) -> dict:
        with transaction() as connection:
            if read(connection, number)["state"] == "cancelled":
                raise HTTPException(409, "already_cancelled")
            connection.execute("UPDATE orders SET state = 'cancelled' WHERE number = ?", [number])
            order = read(connection, number)
            announce(connection, "order_cancelled", order)
        return order

    @app.get("/outbox")
    def read_outbox() -> list[dict]:
        with transaction() as connection:
            sql = "SELECT * FROM outbox WHERE taken_until <= ? ORDER BY position"
            rows = connection.execute(sql, [now()]).fetchall()
        return [
            {
                "id": (event := json.loads(row["payload"]))["id"],
                "type": event["type"],
                "number": row["number"],
                "attempts": row["attempts"],
                "state": "dead" if row["attempts"] >= 5 else "waiting",
            }
            for row in rows
        ]

    def settle(position: int, attempts: int, error: Exception | None) -> None:
        with transaction() as connection:
            if error is None:
                connection.execute("DELETE FROM outbox WHERE position = ?", [position])
                return
            connection.execute(
                "UPDATE outbox SET attempts = ?, due = ?, taken_until = 0 WHERE position = ?",
                [attempts + 1, now() + 10 * 2**attempts, position],
            )

    @app.post("/outbox/dispatch")
    def dispatch() -> dict[str, int]:
        counts, after = {"published": 0, "failed": 0}, 0
        while True:
            with transaction() as connection:
                values = {"now": now(), "after": after}
                rows = connection.execute(TAKE, values).fetchall()
            if not rows:
                return counts
            after, payload, attempts = rows[0]
            error: Exception | None = None
            try:
                publish(json.loads(payload))
            except Exception as raised:
                error = raised
            settle(after, attempts, error)
            counts["failed" if error else "published"] += 1

    return app
