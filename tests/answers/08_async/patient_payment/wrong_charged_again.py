"""Starts a charge for each POST that finds no receipt.

Fails: test_order_is_charged_once
"""

from collections.abc import Callable

from fastapi import FastAPI


def create_app(charge: Callable[[str], str], patience: float) -> FastAPI:
    import asyncio

    from fastapi import HTTPException
    from fastapi.responses import JSONResponse

    app = FastAPI()
    charges: dict[str, asyncio.Task[str]] = {}

    def describe(order: str) -> tuple[int, dict[str, str]]:
        task = charges[order]
        if not task.done():
            return 202, {"order": order, "state": "pending"}
        if task.exception() is not None:
            return 402, {"order": order, "state": "refused"}
        return 200, {"order": order, "state": "paid", "receipt": task.result()}

    @app.post("/orders/{order}/payment")
    async def pay(order: str) -> JSONResponse:
        task = charges.get(order)
        if task is None or not task.done() or task.exception() is not None:
            task = asyncio.create_task(asyncio.to_thread(charge, order))
            charges[order] = task
        await asyncio.wait([task], timeout=patience)
        status, body = describe(order)
        return JSONResponse(body, status)

    @app.get("/orders/{order}/payment")
    async def payment(order: str) -> dict[str, str]:
        if order not in charges:
            raise HTTPException(404, "No payment for this order")
        return describe(order)[1]

    return app
