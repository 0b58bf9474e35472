"""Async endpoints; a pass takes all that is due at once and looks after each order."""

import sqlite3
import tempfile
from collections.abc import Callable

from fastapi import FastAPI, HTTPException

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


class Shop:
    """All SQL of the shop; called in worker threads."""

    def __init__(self, database: str) -> None:
        self.database = database

    def run(self, work):
        connection = open_orders(self.database)
        connection.row_factory = sqlite3.Row
        try:
            connection.execute("BEGIN IMMEDIATE")
            result = work(connection)
            connection.execute("COMMIT")
            return result
        finally:
            connection.close()  # rolls back what has not been committed


def find(connection, number):
    row = connection.execute("SELECT * FROM orders WHERE number = ?", (number,)).fetchone()
    return dict(row) if row else None


def add_event(connection, kind, order):
    import json

    (last,) = connection.execute(
        "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'outbox'"
    ).fetchone()
    event = {"type": kind, "id": f"e{last + 1}", "order": order}
    try:
        connection.execute(
            "INSERT INTO outbox (number, payload) VALUES (?, ?)",
            (order["number"], json.dumps(event)),
        )
    except sqlite3.IntegrityError:
        raise HTTPException(422, "event_too_long") from None


def create_app(publish: Callable[[dict], None], now: Callable[[], float], database: str) -> FastAPI:
    import asyncio
    import json

    from pydantic import BaseModel

    class Order(BaseModel):
        number: str
        sku: str
        pieces: int
        note: str
        state: str = "placed"

    shop = Shop(database)
    app = FastAPI()

    def place(order: dict):
        def work(connection):
            if find(connection, order["number"]):
                raise HTTPException(409, "number_taken")
            add_event(connection, "order_placed", order)
            connection.execute(
                "INSERT INTO orders VALUES (:number, :sku, :pieces, :note, :state)", order
            )
            return order

        return shop.run(work)

    def cancelled(number: str):
        def work(connection):
            order = find(connection, number)
            if order is None:
                raise HTTPException(404)
            if order["state"] != "placed":
                raise HTTPException(409)
            order["state"] = "cancelled"
            add_event(connection, "order_cancelled", order)
            connection.execute("UPDATE orders SET state = 'cancelled' WHERE number = ?", (number,))
            return order

        return shop.run(work)

    @app.post("/orders", status_code=201)
    async def place_order(order: Order):
        return await asyncio.to_thread(place, order.model_dump() | {"state": "placed"})

    @app.get("/orders/{number}")
    async def read_order(number: str) -> Order:
        order = await asyncio.to_thread(shop.run, lambda c: find(c, number))
        if order is None:
            raise HTTPException(404)
        return Order(**order)

    @app.post("/orders/{number}/cancellation")
    async def cancel(number: str) -> Order:
        return Order(**await asyncio.to_thread(cancelled, number))

    @app.get("/outbox")
    async def outbox():
        def work(connection):
            return connection.execute("SELECT * FROM outbox ORDER BY position").fetchall()

        shown = []
        for row in await asyncio.to_thread(shop.run, work):
            event = json.loads(row["payload"])
            state = "waiting" if row["attempts"] < 5 else "dead"
            shown.append(
                {
                    "id": event["id"],
                    "type": event["type"],
                    "number": row["number"],
                    "attempts": row["attempts"],
                    "state": state,
                }
            )
        return shown

    def take_all():
        time = now()

        def work(connection):
            blocked, taken = set(), []
            for row in connection.execute("SELECT * FROM outbox ORDER BY position").fetchall():
                free = row["attempts"] < 5 and row["due"] <= time and row["taken_until"] <= time
                if not free or row["number"] in blocked:
                    blocked.add(row["number"])
                    continue
                connection.execute(
                    "UPDATE outbox SET taken_until = ? WHERE position = ?",
                    (time + 60, row["position"]),
                )
                taken.append(row)
            return taken

        return shop.run(work)

    def settle(row, outcome):
        at = {"position": row["position"], "time": now()}
        at["due"] = at["time"] + (10, 20, 40, 80, 0)[row["attempts"]]
        sql = {
            "published": "DELETE FROM outbox WHERE position = :position",
            "skipped": "UPDATE outbox SET taken_until = 0 WHERE position = :position",
            "failed": "UPDATE outbox SET attempts = attempts + 1, taken_until = 0, "
            "due = :due WHERE position = :position",
        }[outcome]
        shop.run(lambda connection: connection.execute(sql, at))

    @app.post("/outbox/dispatch")
    async def dispatch():
        counts = {"published": 0, "failed": 0, "skipped": 0}
        stuck = set()
        for row in await asyncio.to_thread(take_all):
            outcome = "published"
            if row["number"] in stuck:
                outcome = "skipped"
            else:
                try:
                    await asyncio.to_thread(publish, json.loads(row["payload"]))
                except Exception:
                    outcome = "failed"
                    stuck.add(row["number"])
            counts[outcome] += 1
            await asyncio.to_thread(settle, row, outcome)
        del counts["skipped"]
        return counts

    return app
