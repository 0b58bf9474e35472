"""Ordinary context managers in a service class; the dependency only builds the service."""

from contextlib import ExitStack, contextmanager
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.responses import JSONResponse
from pydantic import BaseModel, PositiveInt


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
    amount: PositiveInt


def create_app() -> FastAPI:
    log: list[str] = []
    ledger: list[int] = []
    app = FastAPI()

    @contextmanager
    def unit_of_work():
        with ExitStack() as stack:
            log.append("lock")
            stack.callback(log.append, "unlock")
            unit = Unit(log, ledger)
            unit.begin()
            stack.callback(unit.close)
            try:
                yield unit
            except BaseException:
                unit.rollback()
                raise
            unit.commit()

    class Payments:
        def pay(self, amount: int):
            with unit_of_work() as unit:
                unit.pay(amount)
                if amount > 100:
                    raise OverflowError

    @app.exception_handler(OverflowError)
    def refuse(request, error):
        return JSONResponse({"detail": "limit exceeded"}, status_code=409)

    @app.post("/payments", status_code=201)
    def pay(payment: Payment, payments: Annotated[Payments, Depends()]) -> Payment:
        payments.pay(payment.amount)
        return payment

    @app.get("/payments")
    def list_payments():
        return ledger

    @app.get("/log")
    def read_log():
        return log

    return app
