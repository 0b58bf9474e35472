"""Runs each ping in one and the same thread, where a ping that hangs holds up the next.

Fails: test_blocked_database_blocks_nothing_else
"""

import asyncio
from collections.abc import Callable
from contextlib import asynccontextmanager
from threading import Thread

from fastapi import FastAPI
from fastapi.responses import JSONResponse


from concurrent.futures import ThreadPoolExecutor

POOL = ThreadPoolExecutor(1)


def create_app(ping: Callable[[], object], patience: float = 1.0) -> FastAPI:
    phase = "starting"
    drained = False

    @asynccontextmanager
    async def lifespan(app: FastAPI):
        nonlocal phase
        phase = "running"
        yield
        phase = "stopping"

    app = FastAPI(lifespan=lifespan)

    def report(status: int, text: str) -> JSONResponse:
        headers = {"Cache-Control": "no-store"}
        return JSONResponse({"status": text}, status, headers=headers)

    async def database_answers() -> bool:
        loop = asyncio.get_running_loop()
        answered = loop.create_future()

        def settle(ok: bool) -> None:
            if not answered.done():
                answered.set_result(ok)

        def work() -> None:
            try:
                ping()
                ok = True
            except BaseException:
                ok = False
            try:
                loop.call_soon_threadsafe(settle, ok)
            except RuntimeError:
                pass  # the loop is gone

        POOL.submit(work)
        try:
            return await asyncio.wait_for(answered, patience)
        except TimeoutError:
            return False

    @app.get("/livez", include_in_schema=False)
    async def livez():
        return report(200, "alive")

    @app.get("/readyz", include_in_schema=False)
    async def readyz():
        if drained or phase == "stopping":
            return report(503, "stopping")
        if phase == "starting":
            return report(503, "starting")
        if not await database_answers():
            return report(503, "database")
        return report(200, "ready")

    @app.post("/drain", status_code=202, include_in_schema=False)
    async def drain():
        nonlocal drained
        drained = True

    return app
