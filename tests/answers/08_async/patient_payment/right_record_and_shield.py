"""A record that the task fills, and wait_for around a shield."""

import asyncio
from collections.abc import Callable
from typing import Literal

from fastapi import FastAPI, HTTPException, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel


class Payment(BaseModel):
    order: str
    state: Literal["pending", "paid", "refused"] = "pending"
    receipt: str | None = None


STATUS = {"pending": 202, "paid": 200, "refused": 402}


def create_app(charge: Callable[[str], str], patience: float) -> FastAPI:
    app = FastAPI()
    payments: dict[str, Payment] = {}
    running: dict[str, asyncio.Task[None]] = {}

    async def run(payment: Payment) -> None:
        try:
            payment.receipt = await run_in_threadpool(charge, payment.order)
            payment.state = "paid"
        except RuntimeError:
            payment.state = "refused"
        finally:
            del running[payment.order]

    @app.post("/orders/{order}/payment", response_model_exclude_none=True)
    async def pay(order: str, response: Response) -> Payment:
        payment = payments.get(order)
        if payment is None or payment.state == "refused":
            payment = payments[order] = Payment(order=order)
            running[order] = asyncio.create_task(run(payment))
        if order in running:
            try:
                await asyncio.wait_for(asyncio.shield(running[order]), patience)
            except TimeoutError:
                pass
        response.status_code = STATUS[payment.state]
        return payment

    @app.get("/orders/{order}/payment", response_model_exclude_none=True)
    async def read(order: str) -> Payment:
        if order not in payments:
            raise HTTPException(404, "No payment yet")
        return payments[order]

    return app
