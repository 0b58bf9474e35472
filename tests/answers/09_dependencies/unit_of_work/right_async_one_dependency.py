"""One async generator holds lock and unit together, with scope="function" and default values."""

from fastapi import Body, Depends, FastAPI, HTTPException


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

    async def get_unit():
        log.append("lock")
        unit = Unit(log, ledger)
        unit.begin()
        ending = unit.rollback
        try:
            yield unit
            ending = unit.commit
        finally:
            ending()
            unit.close()
            log.append("unlock")

    @app.post("/payments", status_code=201)
    async def pay(
        amount: int = Body(embed=True, gt=0), unit: Unit = Depends(get_unit, scope="function")
    ):
        unit.pay(amount)
        if amount > 100:
            raise HTTPException(status_code=409, detail="limit exceeded")
        return {"amount": amount}

    @app.get("/payments")
    def list_payments():
        return ledger

    @app.get("/log")
    def read_log():
        return log

    return app
