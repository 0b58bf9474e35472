"""Makes both routes def: requests that wait for a charge keep the state from being read.

Fails: test_order_is_charged_once
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import asynccontextmanager

from fastapi import FastAPI, HTTPException, Response


def create_app(charge: Callable[[str], str], patience: float) -> FastAPI:
    charges: dict[str, Future[str]] = {}
    lock = threading.Lock()
    pool = ThreadPoolExecutor(8)

    @asynccontextmanager
    async def lifespan(app: FastAPI):
        yield
        pool.shutdown()

    app = FastAPI(lifespan=lifespan)

    @app.post("/orders/{order}/payment")
    def pay(order: str, response: Response) -> dict[str, str]:
        with lock:
            future = charges.get(order)
            if future is None or (future.done() and future.exception()):
                future = charges[order] = pool.submit(charge, order)
        try:
            receipt = future.result(timeout=patience)
        except TimeoutError:
            response.status_code = 202
            return {"order": order, "state": "pending"}
        except RuntimeError:
            response.status_code = 402
            return {"order": order, "state": "refused"}
        return {"order": order, "state": "paid", "receipt": receipt}

    @app.get("/orders/{order}/payment")
    def payment(order: str) -> dict[str, str]:
        future = charges.get(order)
        if future is None:
            raise HTTPException(404)
        if not future.done():
            return {"order": order, "state": "pending"}
        if future.exception():
            return {"order": order, "state": "refused"}
        return {"order": order, "state": "paid", "receipt": future.result()}

    return app
