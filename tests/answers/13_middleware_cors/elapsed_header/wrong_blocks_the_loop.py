"""Sleeps with time.sleep in an async route, so that nobody else is served.

Fails: test_overlapping_requests_have_their_own_times
"""

import time
from time import perf_counter
from typing import Annotated

from fastapi import FastAPI, HTTPException, Query
from starlette.datastructures import MutableHeaders


class Elapsed:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        started = perf_counter()

        async def timed_send(message):
            if message["type"] == "http.response.start":
                message.setdefault("headers", [])
                elapsed = (perf_counter() - started) * 1000
                MutableHeaders(scope=message)["X-Elapsed-Ms"] = f"{elapsed:.1f}"
            await send(message)

        await self.app(scope, receive, timed_send)


def create_app():
    app = FastAPI()

    @app.get("/quotes/{quote_id}")
    async def quote(quote_id: int):
        if quote_id != 1:
            raise HTTPException(404, "No such quote")
        return {"id": 1, "price": 120}

    @app.get("/slow")
    async def slow(pause_ms: Annotated[int, Query(ge=0, le=1000)]):
        time.sleep(pause_ms / 1000)
        return {"paused_ms": pause_ms}

    @app.get("/crash")
    async def crash():
        raise RuntimeError("ledger password is hunter2")

    return Elapsed(app)
