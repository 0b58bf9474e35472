"""Reads "at least 1" as "more than 1".

Fails: test_limit_is_inclusive
"""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel, Field


class Payment(BaseModel):
    amount: int = Field(gt=1)


class Unit:
    """A unit of work on the ledger. Each call writes a word to the log."""

    def __init__(self, log: list[str], ledger: list[int]):
        self.log, self.ledger, self.staged = log, ledger, []

    def begin(self):
        self.log.append("begin")

    def pay(self, amount: int):
        self.log.append(f"pay {amount}")
        if amount == 13:
            raise RuntimeError("the ledger is broken")
        self.staged.append(amount)

    def commit(self):
        self.log.append("commit")
        self.ledger.extend(self.staged)

    def rollback(self):
        self.log.append("rollback")
        self.staged.clear()

    def close(self):
        self.log.append("close")


def create_app() -> FastAPI:
    log: list[str] = []
    ledger: list[int] = []
    app = FastAPI()

    def hold_lock() -> Iterator[None]:
        log.append("lock")
        try:
            yield
        finally:
            log.append("unlock")

    Lock = Depends(hold_lock, scope="function")

    def unit_of_work(_: Annotated[None, Lock]) -> Iterator[Unit]:
        unit = Unit(log, ledger)
        unit.begin()
        try:
            yield unit
            unit.commit()
        except BaseException:
            unit.rollback()
            raise
        finally:
            unit.close()

    @app.post("/payments", status_code=201)
    def make_payment(
        payment: Payment, unit: Annotated[Unit, Depends(unit_of_work, scope="function")]
    ) -> Payment:
        unit.pay(payment.amount)
        if payment.amount > 100:
            raise HTTPException(409, "limit exceeded")
        return payment

    @app.get("/payments")
    def list_payments() -> list[int]:
        return ledger

    @app.get("/log")
    def read_log() -> list[str]:
        return log

    return app
