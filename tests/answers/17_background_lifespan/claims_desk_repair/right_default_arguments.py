"""Lambdas whose values are fixed as defaults, and an ExitStack."""

from collections.abc import Callable
from contextlib import ExitStack, asynccontextmanager
from typing import Annotated, Literal

from fastapi import BackgroundTasks, Body, Depends, FastAPI, Header, HTTPException

CLERKS = ["ann", "ben", "cas"]


def create_app(send: Callable[[str, str], None], write: Callable[[str], None]) -> FastAPI:
    class Outbox:
        def __init__(self, tasks: BackgroundTasks):
            self.tasks = tasks

        def mail(self, to: str, text: str) -> None:
            def attempt():
                try:
                    send(to, text)
                except Exception:
                    write("no mail to " + to)

            self.tasks.add_task(attempt)

    @asynccontextmanager
    async def lifespan(app):
        with ExitStack() as stack:
            stack.callback(write, "desk closed")
            write("desk opened")
            yield

    app = FastAPI(lifespan=lifespan)
    claims: dict[int, dict] = {}
    Mailer = Annotated[Outbox, Depends(Outbox)]

    def known(number: int) -> dict:
        if number in claims:
            return claims[number]
        raise HTTPException(404, "No such claim")

    Claim = Annotated[dict, Depends(known)]

    @app.post("/claims", status_code=201)
    async def open_claim(
        customer: Annotated[str, Body(embed=True)], mailer: Mailer, tasks: BackgroundTasks
    ):
        number = max(claims, default=0) + 1
        claims[number] = {"id": number, "customer": customer, "state": "open"}
        for clerk in CLERKS:
            tasks.add_task(lambda to=clerk: attempt(to, f"new claim {number}"))
        return claims[number]

    def attempt(to: str, text: str) -> None:
        try:
            send(to, text)
        except Exception:
            write(f"no mail to {to}")

    @app.get("/claims/{number}")
    def read_claim(claim: Claim, x_customer: Annotated[str, Header()]):
        mine = claim["customer"] == x_customer
        write(f"claim {claim['id']} {'shown' if mine else 'refused'} to {x_customer}")
        if not mine:
            raise HTTPException(403, "Not your claim")
        return claim

    @app.post("/claims/{number}/decision")
    def decide(
        claim: Claim,
        state: Annotated[Literal["paid", "refused"], Body(embed=True)],
        mailer: Mailer,
    ):
        claim["state"] = state
        write(f"claim {claim['id']} is {state}")
        mailer.mail(claim["customer"], f"claim {claim['id']} is {state}")
        return claim

    @app.delete("/claims/{number}", status_code=204)
    def withdraw(claim: Claim, mailer: Mailer):
        text = f"claim {claim['id']} is withdrawn"
        claims.pop(claim["id"])
        write(text)
        mailer.mail(claim["customer"], text)

    return app
