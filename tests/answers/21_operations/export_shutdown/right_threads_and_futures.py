"""A class that owns a thread pool; the order is kept in a list and the model is Pydantic's."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

from fastapi import FastAPI, Response
from pydantic import BaseModel


class Order(BaseModel):
    name: str


class Desk:
    def __init__(self, render, event):
        self.render, self.event = render, event
        self.open = False
        self.orders = []
        self.lock = threading.Lock()
        self.pool = None

    def take(self, name):
        order = {"name": name, "over": threading.Event(), "settled": False}
        self.orders.append(order)
        self.pool.submit(self.work, order)

    def settle(self, order, word):
        with self.lock:
            if not order["settled"]:
                order["settled"] = True
                self.event(f"{word} {order['name']}")
        order["over"].set()

    def work(self, order):
        try:
            self.render(order["name"])
            word = "exported"
        except Exception:
            word = "failed"
        self.settle(order, word)

    def finish(self, grace):
        from time import monotonic

        end = monotonic() + grace
        for order in self.orders:
            order["over"].wait(max(0, end - monotonic()))
        for order in self.orders:
            self.settle(order, "returned")


def create_app(render, event, grace):
    desk = Desk(render, event)

    @asynccontextmanager
    async def lifespan(app):
        desk.pool = ThreadPoolExecutor(64)
        event("pool opened")
        desk.open = True
        yield
        desk.open = False
        await asyncio.to_thread(desk.finish, grace)
        desk.pool.shutdown(wait=False, cancel_futures=True)
        event("pool closed")

    app = FastAPI(lifespan=lifespan)

    @app.post("/exports")
    def order(new: Order, response: Response):
        if not desk.open:
            response.status_code = 503
            response.headers["Retry-After"] = "1"
            return {"detail": "stopping"}
        desk.take(new.name)
        response.status_code = 202
        return {"accepted": new.name}

    @app.post("/drain", status_code=202)
    def drain():
        desk.open = False

    @app.get("/readyz")
    def readyz(response: Response):
        response.status_code = 200 if desk.open else 503

    return app
