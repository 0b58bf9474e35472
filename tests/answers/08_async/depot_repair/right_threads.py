"""Leaves blocking loops in def routes, and hands the request id on by request.state."""

import asyncio
import threading
import time
from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException, Request


def create_app(find_agent: Callable[[str], str | None]) -> FastAPI:
    ready: dict[str, threading.Event] = {}
    stop, running = threading.Event(), threading.Event()

    async def remember_request(
        request: Request, x_request_id: Annotated[str, Header()] = "none"
    ) -> None:
        request.state.number = x_request_id

    async def require_agent(x_key: Annotated[str, Header()]) -> str:
        agent = await asyncio.to_thread(find_agent, x_key)
        if agent is None:
            raise HTTPException(401, "Unknown key")
        return agent

    app = FastAPI(dependencies=[Depends(remember_request)])

    @app.get("/health")
    async def health():
        return {"status": "ok"}

    @app.get("/whoami")
    async def whoami(request: Request, agent: Annotated[str, Depends(require_agent)]):
        return {"agent": agent, "request": request.state.number}

    @app.get("/exports/{name}")
    def wait_for_export(name: str):
        done = ready.setdefault(name, threading.Event()).wait(4)
        return {"export": name, "ready": done}

    @app.post("/exports/{name}/done", status_code=204)
    async def export_done(name: str) -> None:
        ready.setdefault(name, threading.Event()).set()

    @app.post("/recount")
    def run_recount():
        stop.clear()
        running.set()
        shelves, end = 0, time.monotonic() + 4
        while not stop.is_set() and time.monotonic() < end:
            shelves += 1
        running.clear()
        return {"shelves": shelves, "stopped": stop.is_set()}

    @app.get("/recount")
    async def recount_state():
        return {"running": running.is_set()}

    @app.post("/recount/stop", status_code=204)
    async def stop_recount() -> None:
        stop.set()

    return app
