"""Measures in a dependency of the app, which no refusal and no crash passes.

Fails: test_refusals_have_the_header_too, test_crash_has_the_header_and_reaches_the_server
"""

from fastapi import FastAPI


def create_app():
    import asyncio
    from time import perf_counter
    from typing import Annotated

    from fastapi import Depends, HTTPException, Query, Response

    async def timed(response: Response):
        started = perf_counter()
        yield
        response.headers["X-Elapsed-Ms"] = f"{(perf_counter() - started) * 1000:.1f}"

    app = FastAPI(dependencies=[Depends(timed, scope="function")])

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
