"""Only the request that started the charge waits for it.

Fails: test_order_is_charged_once
"""

import asyncio
from collections.abc import Callable
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, HTTPException, Response
from fastapi.concurrency import run_in_threadpool


def create_app(charge: Callable[[str], str], patience: float) -> FastAPI:
    payments: dict[str, asyncio.Task[dict[str, str]]] = {}

    @asynccontextmanager
    async def lifespan(app: FastAPI):
        yield
        if payments:
            await asyncio.wait(payments.values())

    app = FastAPI(lifespan=lifespan)

    async def pay(order: str) -> dict[str, str]:
        try:
            receipt = await run_in_threadpool(charge, order)
        except RuntimeError:
            return {"state": "refused"}
        return {"state": "paid", "receipt": receipt}

    def state_of(order: str) -> dict[str, Any]:
        task = payments[order]
        state = task.result() if task.done() else {"state": "pending"}
        return {"order": order} | state

    @app.post("/orders/{order}/payment")
    async def post_payment(order: str, response: Response):
        task = payments.get(order)
        if task is None or (task.done() and task.result()["state"] == "refused"):
            task = payments[order] = asyncio.create_task(pay(order))
            await asyncio.wait([task], timeout=patience)
        body = {"order": order} | (task.result() if task.done() else {"state": "pending"})
        response.status_code = {"paid": 200, "pending": 202, "refused": 402}[body["state"]]
        return body

    @app.get("/orders/{order}/payment")
    async def get_payment(order: str):
        if order not in payments:
            raise HTTPException(404, "No payment")
        return state_of(order)

    return app
