"""Three kinds of exceptions count as a database that is away, not any.

Fails: test_ready_while_the_database_answers
"""

from collections.abc import Callable

from fastapi import FastAPI


def create_app(ping: Callable[[], object], patience: float = 1.0) -> FastAPI:
    import asyncio
    from collections.abc import AsyncIterator
    from contextlib import asynccontextmanager

    from fastapi.responses import JSONResponse

    state = "starting"

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        nonlocal state
        state = "ready"
        yield
        state = "stopping"

    app = FastAPI(lifespan=lifespan)

    def probe(status: str, code: int) -> JSONResponse:
        return JSONResponse({"status": status}, code, {"Cache-Control": "no-store"})

    @app.get("/livez", include_in_schema=False)
    async def livez() -> JSONResponse:
        return probe("alive", 200)

    @app.get("/readyz", include_in_schema=False)
    async def readyz() -> JSONResponse:
        if state != "ready":
            return probe(state, 503)
        try:
            await asyncio.wait_for(asyncio.to_thread(ping), patience)
        except (OSError, ValueError, RuntimeError, TimeoutError):
            return probe("database", 503)
        return probe("ready", 200)

    @app.post("/drain", status_code=202, include_in_schema=False)
    async def drain() -> None:
        nonlocal state
        state = "stopping"

    return app
