"""Claims the key before the desk is asked, answers 409 meanwhile, and hands out opaque cursors."""

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from contextvars import ContextVar

from fastapi import FastAPI, WebSocket
from pydantic import BaseModel, Field

BANK_FOLDER = tempfile.mkdtemp()
STEPS: ContextVar[list[int] | None] = ContextVar("steps", default=None)
TABLES = """
CREATE TABLE IF NOT EXISTS accounts (
    id INTEGER PRIMARY KEY, owner TEXT NOT NULL, cents INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS entries (
    id INTEGER PRIMARY KEY, account INTEGER NOT NULL, other INTEGER NOT NULL,
    cents INTEGER NOT NULL);
"""


class NewAccount(BaseModel):
    owner: str = Field(min_length=1)
    cents: int = Field(ge=0)


class StepCounter:
    """Adds X-Db-Steps: what the database did for this request, in tens of steps."""

    def __init__(self, app) -> None:
        self.app = app

    async def __call__(self, scope, receive, send) -> None:
        steps = [0]
        STEPS.set(steps)

        async def send_counted(message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"x-db-steps", str(steps[0]).encode())]
            await send(message)

        await self.app(scope, receive, send_counted)


def open_bank(database: str) -> sqlite3.Connection:
    """A connection to the workers' file, in autocommit mode until you BEGIN."""
    path = f"{BANK_FOLDER}/{database}.db"
    connection = sqlite3.connect(path, timeout=5, isolation_level=None)
    steps = STEPS.get()
    if steps is not None:

        def count() -> None:
            steps[0] += 1

        connection.set_progress_handler(count, 10)
    return connection


def start_bank(database: str) -> FastAPI:
    """The service so far: tables, the counter of steps, and what is done."""
    with closing(open_bank(database)) as bank:
        bank.executescript(TABLES)
    app = FastAPI()
    app.add_middleware(StepCounter)

    @app.post("/accounts", status_code=201)
    def open_account(new: NewAccount) -> dict[str, int | str]:
        with closing(open_bank(database)) as bank:
            sql = "INSERT INTO accounts (owner, cents) VALUES (?, ?)"
            number = bank.execute(sql, (new.owner, new.cents)).lastrowid
        return {"id": number, "owner": new.owner, "cents": new.cents}

    @app.post("/accounts/{account_id}/history", status_code=204)
    def import_history(account_id: int, cents: list[int]) -> None:
        """Old entries from the system before ours; the balance is right already."""
        with closing(open_bank(database)) as bank:
            bank.execute("BEGIN IMMEDIATE")
            sql = "INSERT INTO entries (account, other, cents) VALUES (?, 0, ?)"
            bank.executemany(sql, [(account_id, amount) for amount in cents])
            bank.execute("COMMIT")

    @app.websocket("/accounts/{account_id}/cashier")
    async def cashier(socket: WebSocket, account_id: int) -> None:
        """A cashier pays out, one amount a message; 0 ends it, and all is written."""
        await socket.accept()
        with closing(open_bank(database)) as bank:
            bank.execute("BEGIN IMMEDIATE")
            while cents := await socket.receive_json():
                sql = "UPDATE accounts SET cents = cents - ? WHERE id = ? AND cents >= ?"
                paid = bank.execute(sql, (cents, account_id, cents)).rowcount == 1
                if paid:
                    sql = "INSERT INTO entries (account, other, cents) VALUES (?, 0, ?)"
                    bank.execute(sql, (account_id, -cents))
                await socket.send_json(paid)
            bank.execute("COMMIT")
        await socket.send_json(True)

    return app


def create_app(database: str, screen: Callable[[int, int, int], bool]) -> FastAPI:
    import base64
    from typing import Annotated

    from fastapi import Depends, Header, HTTPException, Query

    class Order(BaseModel):
        source: int
        target: int
        cents: int = Field(gt=0)

    app = start_bank(database)

    def run(sql: str, *values):
        with closing(open_bank(database)) as db:
            return db.execute(sql, values).fetchall()

    run(
        "CREATE TABLE IF NOT EXISTS keys (k TEXT PRIMARY KEY, source INT, target INT, "
        "cents INT, done INT DEFAULT 0)"
    )
    run("CREATE INDEX IF NOT EXISTS by_account ON entries (account, id DESC)")

    def account(account_id: int) -> dict:
        rows = run("SELECT owner, cents FROM accounts WHERE id = ?", account_id)
        if not rows:
            raise HTTPException(404)
        return {"id": account_id, "owner": rows[0][0], "cents": rows[0][1]}

    @app.get("/accounts/{account_id}")
    def show(found: Annotated[dict, Depends(account)]) -> dict:
        return found

    def attempt(order: Order) -> None:
        source, _ = account(order.source), account(order.target)
        if source["cents"] < order.cents:
            raise HTTPException(409, "money")
        if not screen(order.source, order.target, order.cents):
            raise HTTPException(403)

    @app.post("/transfers", status_code=201)
    def transfer(order: Order, idempotency_key: str = Header(min_length=1)) -> dict:
        if order.source == order.target:
            raise HTTPException(422, "one account")
        values = (order.source, order.target, order.cents)
        claimed = run(
            "INSERT INTO keys (k, source, target, cents) VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO NOTHING RETURNING k",
            idempotency_key,
            *values,
        )
        if not claimed:
            sql = "SELECT source, target, cents, done FROM keys WHERE k = ?"
            rows = run(sql, idempotency_key)
            if not rows:
                raise HTTPException(409, "in progress")
            *known, done = rows[0]
            if tuple(known) != values:
                raise HTTPException(422, "another body")
            if not done:
                raise HTTPException(409, "in progress")
            return order.model_dump()
        try:
            attempt(order)
            with closing(open_bank(database)) as db:
                db.execute("BEGIN IMMEDIATE")
                taken = db.execute(
                    "UPDATE accounts SET cents = cents - ? WHERE id = ? AND cents >= ?",
                    (order.cents, order.source, order.cents),
                )
                if taken.rowcount == 0:
                    db.execute("ROLLBACK")
                    raise HTTPException(409, "money")
                db.execute(
                    "UPDATE accounts SET cents = cents + ? WHERE id = ?",
                    (order.cents, order.target),
                )
                db.executemany(
                    "INSERT INTO entries (account, other, cents) VALUES (?, ?, ?)",
                    [
                        (order.source, order.target, -order.cents),
                        (order.target, order.source, order.cents),
                    ],
                )
                db.execute("UPDATE keys SET done = 1 WHERE k = ?", (idempotency_key,))
                db.execute("COMMIT")
        except BaseException:
            run("DELETE FROM keys WHERE k = ?", idempotency_key)
            raise
        return order.model_dump()

    def place(cursor: str | None = None) -> int | None:
        if cursor is None:
            return None
        try:
            return int(base64.urlsafe_b64decode(cursor).decode().removeprefix("entry:"))
        except ValueError:
            raise HTTPException(422, "cursor") from None

    @app.get("/accounts/{account_id}/entries")
    def entries(
        found: Annotated[dict, Depends(account)],
        before: Annotated[int | None, Depends(place)],
        limit: Annotated[int, Query(ge=1, le=100)] = 20,
    ) -> dict:
        where, values = "account = ?", [found["id"]]
        if before is not None:
            where, values = where + " AND id < ?", [*values, before]
        rows = run(
            f"SELECT id, other, cents FROM entries WHERE {where} ORDER BY id DESC LIMIT ?",
            *values,
            limit + 1,
        )
        cursor = None
        if len(rows) > limit:
            cursor = base64.urlsafe_b64encode(f"entry:{rows[limit - 1][0]}".encode()).decode()
        return {"items": [{"other": o, "cents": c} for _, o, c in rows[:limit]], "next": cursor}

    return app
