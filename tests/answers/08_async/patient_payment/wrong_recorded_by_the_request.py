"""The request itself awaits the thread and records the outcome afterwards.

Fails: test_charge_goes_on_when_patience_is_over, test_charge_survives_a_cancelled_request
"""

import asyncio
from collections.abc import Callable

from fastapi import FastAPI, HTTPException
from fastapi.responses import JSONResponse


def create_app(charge: Callable[[str], str], patience: float) -> FastAPI:
    app = FastAPI()
    payments: dict[str, dict[str, str]] = {}
    status = {"pending": 202, "paid": 200, "refused": 402}

    @app.post("/orders/{order}/payment")
    async def pay(order: str) -> JSONResponse:
        payment = payments.get(order)
        if payment is None or payment["state"] == "refused":
            payment = payments[order] = {"order": order, "state": "pending"}
            try:
                async with asyncio.timeout(patience):
                    payment["receipt"] = await asyncio.to_thread(charge, order)
                payment["state"] = "paid"
            except TimeoutError:
                pass
            except RuntimeError:
                payment["state"] = "refused"
        return JSONResponse(payment, status[payment["state"]])

    @app.get("/orders/{order}/payment")
    async def read(order: str) -> dict[str, str]:
        if order not in payments:
            raise HTTPException(404)
        return payments[order]

    return app
