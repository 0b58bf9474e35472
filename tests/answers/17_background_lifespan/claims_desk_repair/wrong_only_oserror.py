"""Catches what the network raises and nothing else.

Fails: test_lost_mail_stops_nothing_else
"""

from collections.abc import Callable
from contextlib import asynccontextmanager
from itertools import count
from typing import Annotated, Literal

from fastapi import BackgroundTasks, Body, FastAPI, Header, HTTPException

CLERKS = ["ann", "ben", "cas"]


def create_app(send: Callable[[str, str], None], write: Callable[[str], None]) -> FastAPI:
    @asynccontextmanager
    async def lifespan(app: FastAPI):
        write("desk opened")
        try:
            yield
        finally:
            write("desk closed")

    app = FastAPI(lifespan=lifespan)
    claims: dict[int, dict] = {}
    ids = count(1)

    def find(number: int) -> dict:
        if number not in claims:
            raise HTTPException(404, "No such claim")
        return claims[number]

    def mail(to: str, text: str) -> None:
        try:
            send(to, text)
        except OSError:
            write(f"no mail to {to}")

    @app.post("/claims", status_code=201)
    def open_claim(customer: Annotated[str, Body(embed=True)], tasks: BackgroundTasks):
        claim = {"id": next(ids), "customer": customer, "state": "open"}
        claims[claim["id"]] = claim
        for clerk in CLERKS:
            tasks.add_task(mail, clerk, f"new claim {claim['id']}")
        return claim

    @app.get("/claims/{number}")
    def read_claim(number: int, x_customer: Annotated[str, Header()], tasks: BackgroundTasks):
        claim = find(number)
        if claim["customer"] != x_customer:
            write(f"claim {number} refused to {x_customer}")
            raise HTTPException(403, "Not your claim")
        tasks.add_task(write, f"claim {number} shown to {x_customer}")
        return claim

    @app.post("/claims/{number}/decision")
    def decide(
        number: int,
        state: Annotated[Literal["paid", "refused"], Body(embed=True)],
        tasks: BackgroundTasks,
    ):
        claim = find(number)
        claim["state"] = state
        tasks.add_task(mail, claim["customer"], f"claim {number} is {state}")
        tasks.add_task(write, f"claim {number} is {state}")
        return claim

    @app.delete("/claims/{number}", status_code=204)
    def withdraw(number: int, tasks: BackgroundTasks):
        customer = find(number)["customer"]
        tasks.add_task(mail, customer, f"claim {number} is withdrawn")
        tasks.add_task(write, f"claim {number} is withdrawn")
        del claims[number]

    return app
