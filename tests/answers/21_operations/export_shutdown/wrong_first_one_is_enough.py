"""Waits for the first export only.

Fails: test_stop_waits_for_what_runs
"""

import asyncio
from collections.abc import Callable
from contextlib import asynccontextmanager
from threading import Thread

from fastapi import FastAPI, HTTPException, Response
from pydantic import BaseModel


class Order(BaseModel):
    name: str


def create_app(
    render: Callable[[str], object], event: Callable[[str], object], grace: float
) -> FastAPI:
    accepting = False
    running: dict[asyncio.Task, str] = {}  # in the order of the orders

    @asynccontextmanager
    async def lifespan(app: FastAPI):
        nonlocal accepting
        event("pool opened")
        accepting = True
        try:
            yield
            accepting = False
            if running:
                await asyncio.wait(running, timeout=grace, return_when=asyncio.FIRST_COMPLETED)
        finally:
            accepting = False
            for task, name in list(running.items()):
                task.cancel()
                event(f"returned {name}")
            running.clear()
            event("pool closed")

    app = FastAPI(lifespan=lifespan)

    async def in_own_thread(name: str) -> None:
        loop = asyncio.get_running_loop()
        done = loop.create_future()

        def settle(error: BaseException | None) -> None:
            if done.done():
                return
            if error is None:
                done.set_result(None)
            else:
                done.set_exception(RuntimeError("render failed"))

        def work() -> None:
            error = None
            try:
                render(name)
            except BaseException as caught:
                error = caught
            try:
                loop.call_soon_threadsafe(settle, error)
            except RuntimeError:
                pass  # too late, the loop is closed

        Thread(target=work, daemon=True).start()
        await done

    async def export(name: str) -> None:
        try:
            await in_own_thread(name)
        except asyncio.CancelledError:
            raise
        except Exception:
            outcome = "failed"
        else:
            outcome = "exported"
        if running.pop(asyncio.current_task(), None) is not None:
            event(f"{outcome} {name}")

    @app.post("/exports", status_code=202)
    async def order(order: Order) -> dict[str, str]:
        if not accepting:
            raise HTTPException(503, "stopping", {"Retry-After": "5"})
        running[asyncio.create_task(export(order.name))] = order.name
        return {"name": order.name}

    @app.post("/drain", status_code=202)
    async def drain() -> None:
        nonlocal accepting
        accepting = False

    @app.get("/readyz")
    async def readyz(response: Response) -> dict[str, bool]:
        if not accepting:
            response.status_code = 503
        return {"accepting": accepting}

    return app
