"""Waits until all exports are done, however long that takes.

Fails: test_grace_is_over
"""

from collections.abc import Callable

from fastapi import FastAPI


def create_app(
    render: Callable[[str], object], event: Callable[[str], object], grace: float
) -> FastAPI:
    import asyncio
    from collections.abc import AsyncIterator
    from contextlib import asynccontextmanager
    from typing import Annotated

    from fastapi import Body, HTTPException

    running: dict[asyncio.Task[None], str] = {}
    accepting = False

    async def run(name: str) -> None:
        try:
            await asyncio.to_thread(render, name)
        except Exception:
            event(f"failed {name}")
        else:
            event(f"exported {name}")

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        nonlocal accepting
        event("pool opened")
        accepting = True
        yield
        accepting = False
        if running:
            await asyncio.wait(list(running))
        for task, name in list(running.items()):
            if not task.done():
                task.cancel()
                event(f"returned {name}")
        event("pool closed")

    app = FastAPI(lifespan=lifespan)

    @app.post("/exports", status_code=202)
    async def order(name: Annotated[str, Body(embed=True)]) -> dict[str, str]:
        if not accepting:
            raise HTTPException(503, "stopping", headers={"Retry-After": "5"})
        task = asyncio.create_task(run(name))
        running[task] = name
        task.add_done_callback(running.pop)
        return {"name": name}

    @app.post("/drain", status_code=202)
    async def drain() -> None:
        nonlocal accepting
        accepting = False

    @app.get("/readyz")
    async def readyz() -> str:
        if not accepting:
            raise HTTPException(503, "stopping")
        return "ready"

    return app
