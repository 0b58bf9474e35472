"""Background tasks of the responses: each belongs to its request, whose call ends with the export.

Fails: test_drain_refuses_new_and_keeps_old, test_stop_waits_for_what_runs
"""

import asyncio
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import BackgroundTasks, Body, Depends, FastAPI, HTTPException


def create_app(render, event, grace):
    state = {"open": False}
    under_way = {}
    numbers = iter(range(1, 10**9))

    async def export(number, name):
        try:
            await asyncio.to_thread(render, name)
            word = "exported"
        except Exception:
            word = "failed"
        if under_way.pop(number, None):
            event(f"{word} {name}")

    async def empty():
        while under_way:
            await asyncio.sleep(0.01)

    @asynccontextmanager
    async def lifespan(app):
        event("pool opened")
        state["open"] = True
        yield
        state["open"] = False
        try:
            async with asyncio.timeout(grace):
                await empty()
        except TimeoutError:
            for number in sorted(under_way):
                event(f"returned {under_way.pop(number)}")
        event("pool closed")

    def must_be_open():
        if not state["open"]:
            raise HTTPException(503, headers={"Retry-After": "30"})

    app = FastAPI(lifespan=lifespan)

    @app.post("/exports", status_code=202, dependencies=[Depends(must_be_open)])
    async def order(name: Annotated[str, Body(embed=True)], tasks: BackgroundTasks):
        number = next(numbers)
        under_way[number] = name
        tasks.add_task(export, number, name)

    @app.post("/drain", status_code=202)
    async def drain():
        state["open"] = False

    @app.get("/readyz", dependencies=[Depends(must_be_open)])
    async def readyz():
        return True

    return app
