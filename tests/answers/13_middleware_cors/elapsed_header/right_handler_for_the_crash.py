"""A function with call_next, and a handler for Exception that reads the start from the state."""

from fastapi import FastAPI


def create_app():
    import asyncio
    from time import perf_counter
    from typing import Annotated

    from fastapi import HTTPException, Query
    from fastapi.responses import JSONResponse

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

    @app.exception_handler(Exception)
    async def last_resort(request, error):
        elapsed = (perf_counter() - request.state.started) * 1000
        headers = {"X-Elapsed-Ms": str(round(elapsed, 3))}
        return JSONResponse({"error": "internal"}, 500, headers)

    return app
