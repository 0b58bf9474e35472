"""Commits in finally, whatever happened.

Fails: test_refused_payment_is_rolled_back, test_broken_ledger_is_rolled_back, test_payments_do_not_disturb_each_other
"""

from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel, Field


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


class Payment(BaseModel):
    amount: int = Field(ge=1)


def create_app() -> FastAPI:
    log: list[str] = []
    ledger: list[int] = []
    app = FastAPI()

    def hold_lock():
        log.append("lock")
        try:
            yield
        finally:
            log.append("unlock")

    def open_unit(lock: Annotated[None, Depends(hold_lock)]):
        unit = Unit(log, ledger)
        unit.begin()
        try:
            yield unit
        finally:
            unit.commit()
            unit.close()

    @app.post("/payments", status_code=201)
    def pay(payment: Payment, unit: Annotated[Unit, Depends(open_unit)]):
        unit.pay(payment.amount)
        if payment.amount > 100:
            raise HTTPException(409, "limit exceeded")
        return payment

    @app.get("/payments")
    def list_payments():
        return ledger

    @app.get("/log")
    def read_log():
        return log

    return app
