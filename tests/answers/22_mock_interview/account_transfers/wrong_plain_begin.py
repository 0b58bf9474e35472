"""Begins without the right to write, reads the key, and then writes.

Fails: test_bank_transfers_at_once_lose_nothing, test_bank_duplicates_at_once_are_one_transfer
"""

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
    from collections.abc import Iterator
    from contextlib import contextmanager
    from typing import Annotated

    from fastapi import Header, HTTPException, Query
    from pydantic import model_validator

    class Transfer(BaseModel):
        source: int
        target: int
        cents: int = Field(ge=1)

        @model_validator(mode="after")
        def between_two(self) -> "Transfer":
            if self.source == self.target:
                raise ValueError("source and target are the same")
            return self

    class Account(NewAccount):
        id: int

    class Entry(BaseModel):
        id: int
        other: int
        cents: int

    class Entries(BaseModel):
        items: list[Entry]
        next: int | None

    @contextmanager
    def transaction() -> Iterator[sqlite3.Connection]:
        """One writer at a time, in all workers; everything or nothing."""
        with closing(open_bank(database)) as bank:
            bank.execute("BEGIN")
            try:
                yield bank
            except BaseException:
                bank.execute("ROLLBACK")
                raise
            bank.execute("COMMIT")

    app = start_bank(database)
    with closing(open_bank(database)) as bank:
        bank.executescript("""
            CREATE TABLE IF NOT EXISTS transfer_keys (
                key TEXT PRIMARY KEY, body TEXT NOT NULL);
            CREATE INDEX IF NOT EXISTS entries_of ON entries (account, id);
        """)

    def was_made(bank: sqlite3.Connection, key: str, body: str) -> bool:
        sql = "SELECT body FROM transfer_keys WHERE key = ?"
        row = bank.execute(sql, (key,)).fetchone()
        if row and row[0] != body:
            raise HTTPException(422, "key_reused")
        return row is not None

    def find(bank: sqlite3.Connection, account_id: int) -> Account:
        sql = "SELECT id, owner, cents FROM accounts WHERE id = ?"
        row = bank.execute(sql, (account_id,)).fetchone()
        if row is None:
            raise HTTPException(404, "no such account")
        return Account(id=row[0], owner=row[1], cents=row[2])

    def book(bank: sqlite3.Connection, account: int, other: int, cents: int) -> None:
        sql = """
            UPDATE accounts SET cents = cents + :cents
            WHERE id = :account AND cents + :cents >= 0"""
        values = {"account": account, "other": other, "cents": cents}
        if bank.execute(sql, values).rowcount != 1:
            raise HTTPException(409, "not enough money")
        sql = """
            INSERT INTO entries (account, other, cents)
            VALUES (:account, :other, :cents)"""
        bank.execute(sql, values)

    @app.get("/accounts/{account_id}")
    def read(account_id: int) -> Account:
        with closing(open_bank(database)) as bank:
            return find(bank, account_id)

    @app.post("/transfers", status_code=201)
    def transfer(
        order: Transfer, idempotency_key: Annotated[str, Header(min_length=1)]
    ) -> Transfer:
        key, body = idempotency_key, order.model_dump_json()
        with closing(open_bank(database)) as bank:
            if was_made(bank, key, body):
                return order
            source, _ = find(bank, order.source), find(bank, order.target)
        if source.cents < order.cents:
            raise HTTPException(409, "not enough money")
        if not screen(order.source, order.target, order.cents):
            raise HTTPException(403, "refused")
        with transaction() as bank:
            if not was_made(bank, key, body):
                sql = "INSERT INTO transfer_keys (key, body) VALUES (?, ?)"
                bank.execute(sql, (key, body))
                book(bank, order.source, order.target, -order.cents)
                book(bank, order.target, order.source, order.cents)
        return order

    @app.get("/accounts/{account_id}/entries")
    def list_entries(
        account_id: int,
        limit: Annotated[int, Query(ge=1, le=100)] = 20,
        cursor: Annotated[int, Query(ge=1)] = 2**62,
    ) -> Entries:
        sql = """
            SELECT id, other, cents FROM entries
            WHERE account = ? AND id < ? ORDER BY id DESC LIMIT ?"""
        values = (account_id, cursor, limit + 1)
        with closing(open_bank(database)) as bank:
            find(bank, account_id)
            rows = bank.execute(sql, values).fetchall()
        items = [Entry(id=r[0], other=r[1], cents=r[2]) for r in rows[:limit]]
        return Entries(items=items, next=items[-1].id if len(rows) > limit else None)

    return app
