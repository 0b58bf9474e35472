"""Lets a callback record late charges, for the timeout alone and not for a cancellation.

Fails: test_charge_survives_a_cancelled_request
"""

import asyncio
from collections.abc import Callable

from fastapi import FastAPI, HTTPException
from fastapi.responses import JSONResponse


def create_app(charge: Callable[[str], str], patience: float) -> FastAPI:
    app = FastAPI()
    payments: dict[str, dict[str, str]] = {}
    running: dict[str, asyncio.Task[str]] = {}
    status = {"pending": 202, "paid": 200, "refused": 402}

    @app.post("/orders/{order}/payment")
    async def pay(order: str) -> JSONResponse:
        def record(task: asyncio.Task[str]) -> None:
            if task.exception():
                payments[order] = {"order": order, "state": "refused"}
            else:
                payments[order] = {"order": order, "state": "paid", "receipt": task.result()}

        if payments.get(order, {"state": "refused"})["state"] == "refused":
            payments[order] = {"order": order, "state": "pending"}
            running[order] = asyncio.create_task(asyncio.to_thread(charge, order))
        task = running[order]
        try:
            await asyncio.wait_for(asyncio.shield(task), patience)
            record(task)
        except TimeoutError:
            task.add_done_callback(record)
        except RuntimeError:
            record(task)
        return JSONResponse(payments[order], status[payments[order]["state"]])

    @app.get("/orders/{order}/payment")
    async def read(order: str) -> dict[str, str]:
        if order not in payments:
            raise HTTPException(404)
        return payments[order]

    return app
