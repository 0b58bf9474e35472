"""Every response carries its own tasks, also the refusal."""

from collections.abc import Callable
from contextlib import asynccontextmanager
from functools import partial
from itertools import count
from typing import Annotated, Literal

from fastapi import Body, FastAPI, Header, HTTPException, Response
from fastapi.responses import JSONResponse
from starlette.background import BackgroundTask

CLERKS = ["ann", "ben", "cas"]


def create_app(send: Callable[[str, str], None], write: Callable[[str], None]) -> FastAPI:
    @asynccontextmanager
    async def lifespan(app):
        write("desk opened")
        yield
        write("desk closed")

    app, claims, ids = FastAPI(lifespan=lifespan), {}, count(1)

    def run_all(calls) -> None:
        for call, to in calls:
            try:
                call()
            except Exception:
                write(f"no mail to {to}")

    def after(*calls) -> BackgroundTask:
        return BackgroundTask(run_all, calls)

    def mail(to, text):
        return partial(send, to, text), to

    def line(text):
        return partial(write, text), None

    def find(number):
        try:
            return claims[number]
        except KeyError:
            raise HTTPException(404, "No such claim") from None

    @app.post("/claims")
    def open_claim(customer: Annotated[str, Body(embed=True)]):
        claim = {"id": next(ids), "customer": customer, "state": "open"}
        claims[claim["id"]] = claim
        text = f"new claim {claim['id']}"
        return JSONResponse(claim, 201, background=after(*[mail(c, text) for c in CLERKS]))

    @app.get("/claims/{number}")
    def read_claim(number: int, x_customer: Annotated[str, Header()]):
        claim = find(number)
        if claim["customer"] != x_customer:
            tasks = after(line(f"claim {number} refused to {x_customer}"))
            return JSONResponse({"detail": "Not your claim"}, 403, background=tasks)
        return JSONResponse(claim, background=after(line(f"claim {number} shown to {x_customer}")))

    @app.post("/claims/{number}/decision")
    def decide(number: int, state: Annotated[Literal["paid", "refused"], Body(embed=True)]):
        claim = find(number)
        claim["state"] = state
        text = f"claim {number} is {state}"
        return JSONResponse(claim, background=after(mail(claim["customer"], text), line(text)))

    @app.delete("/claims/{number}")
    def withdraw(number: int):
        customer, text = find(number)["customer"], f"claim {number} is withdrawn"
        del claims[number]
        return Response(status_code=204, background=after(line(text), mail(customer, text)))

    return app
