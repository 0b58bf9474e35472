"""Believes that a middleware sees every response, the 500 of a crash included.

Fails: test_crash_has_the_header_and_reaches_the_server
"""

from fastapi import FastAPI


def create_app():
    import asyncio
    from time import perf_counter
    from typing import Annotated

    from fastapi import HTTPException, Query

    async def timed(request, call_next):
        request.state.started = perf_counter()
        response = await call_next(request)
        elapsed = (perf_counter() - request.state.started) * 1000
        response.headers["X-Elapsed-Ms"] = f"{elapsed:.1f}"
        return response

    app = FastAPI()
    app.middleware("http")(timed)

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

    return app
