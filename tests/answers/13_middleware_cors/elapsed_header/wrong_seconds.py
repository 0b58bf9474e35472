"""Sends seconds in a header that says milliseconds.

Fails: test_slow_answer_shows_its_pause, test_overlapping_requests_have_their_own_times
"""

from fastapi import FastAPI


def create_app():
    import asyncio
    from time import perf_counter
    from typing import Annotated

    from fastapi import HTTPException, Query
    from starlette.datastructures import MutableHeaders

    class Elapsed:
        def __init__(self, app):
            self.app = app

        async def __call__(self, scope, receive, send):
            if scope["type"] != "http":
                await self.app(scope, receive, send)
                return
            started = perf_counter()

            async def send_timed(message):
                if message["type"] == "http.response.start":
                    elapsed = perf_counter() - started
                    MutableHeaders(scope=message)["X-Elapsed-Ms"] = f"{elapsed:.4f}"
                await send(message)

            await self.app(scope, receive, send_timed)

    app = FastAPI()

    @app.get("/quotes/{quote_id}")
    async def read_quote(quote_id: int):
        if quote_id != 1:
            raise HTTPException(404, "No such quote")
        return {"id": 1, "price": 120}

    @app.get("/slow")
    async def slow(pause_ms: Annotated[int, Query(ge=0, le=1000)]):
        await asyncio.sleep(pause_ms / 1000)
        return {"paused_ms": pause_ms}

    @app.get("/crash")
    async def crash():
        raise RuntimeError("ledger password is hunter2")

    return Elapsed(app)
