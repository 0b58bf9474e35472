"""Async routes over to_thread; the balance is read and checked inside the write transaction."""

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
    import asyncio
    import json

    from fastapi import Header, HTTPException, Query
    from fastapi.concurrency import run_in_threadpool

    class Transfer(BaseModel):
        source: int
        target: int
        cents: int = Field(ge=1)

    app = start_bank(database)
    with closing(open_bank(database)) as db:
        db.execute("CREATE TABLE IF NOT EXISTS made (k TEXT UNIQUE NOT NULL, body TEXT)")
        db.execute("CREATE INDEX IF NOT EXISTS newest ON entries (account, id)")

    def in_transaction(work, *args):
        with closing(open_bank(database)) as db:
            db.row_factory = sqlite3.Row
            db.execute("BEGIN IMMEDIATE")
            try:
                result = work(db, *args)
                db.execute("COMMIT")
                return result
            except BaseException:
                db.execute("ROLLBACK")
                raise

    def get_account(db, account_id: int) -> dict:
        row = db.execute("SELECT * FROM accounts WHERE id = ?", [account_id]).fetchone()
        if row is None:
            raise HTTPException(404, "account")
        return dict(row)

    def check(db, key: str, order: Transfer) -> bool:
        """Whether the transfer was made before."""
        row = db.execute("SELECT body FROM made WHERE k = ?", [key]).fetchone()
        if row:
            if json.loads(row["body"]) != order.model_dump():
                raise HTTPException(422, "key")
            return True
        source = get_account(db, order.source)
        get_account(db, order.target)
        if source["cents"] < order.cents:
            raise HTTPException(409, "balance")
        return False

    def make(db, key: str, order: Transfer) -> None:
        if check(db, key, order):
            return
        db.execute("INSERT INTO made VALUES (?, ?)", [key, order.model_dump_json()])
        for me, you, cents in (
            (order.source, order.target, -order.cents),
            (order.target, order.source, order.cents),
        ):
            balance = get_account(db, me)["cents"] + cents
            db.execute("UPDATE accounts SET cents = ? WHERE id = ?", [balance, me])
            sql = "INSERT INTO entries (account, other, cents) VALUES (?, ?, ?)"
            db.execute(sql, [me, you, cents])

    @app.post("/transfers", status_code=201)
    async def transfer(order: Transfer, idempotency_key: str = Header(...)) -> Transfer:
        if order.source == order.target:
            raise HTTPException(422, "source and target")
        if await asyncio.to_thread(in_transaction, check, idempotency_key, order):
            return order
        if not await run_in_threadpool(screen, order.source, order.target, order.cents):
            raise HTTPException(403, "desk")
        await asyncio.to_thread(in_transaction, make, idempotency_key, order)
        return order

    @app.get("/accounts/{account_id}")
    async def read(account_id: int):
        return await asyncio.to_thread(in_transaction, get_account, account_id)

    def page(db, account_id: int, limit: int, cursor: int | None) -> dict:
        get_account(db, account_id)
        sql = "SELECT id, other, cents FROM entries WHERE account = ?"
        if cursor:
            sql += f" AND id <= {cursor}"
        rows = db.execute(sql + " ORDER BY id DESC LIMIT ?", [account_id, limit + 1])
        rows = [dict(row) for row in rows]
        following = rows[limit]["id"] if len(rows) > limit else None
        return {"items": rows[:limit], "next": following}

    @app.get("/accounts/{account_id}/entries")
    async def entries(
        account_id: int, limit: int = Query(20, ge=1, le=100), cursor: int | None = None
    ):
        return await asyncio.to_thread(in_transaction, page, account_id, limit, cursor)

    return app
