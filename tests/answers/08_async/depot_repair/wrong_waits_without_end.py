"""Drops the ends of the waiting loops with the blocking sleep.

Fails: test_waiting_client_gets_its_export
"""

import asyncio
from collections.abc import Callable
from contextvars import ContextVar
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException

request_id: ContextVar[str] = ContextVar("request_id", default="unset")


async def remember_request(x_request_id: Annotated[str, Header()] = "none") -> None:
    request_id.set(x_request_id)


async def count_shelf() -> int:
    return 1


def create_app(find_agent: Callable[[str], str | None]) -> FastAPI:
    app = FastAPI(dependencies=[Depends(remember_request)])
    ready: set[str] = set()
    recount = {"running": False, "stop": False}

    def require_agent(x_key: Annotated[str, Header()]) -> str:
        agent = find_agent(x_key)
        if agent is None:
            raise HTTPException(401, "Unknown key")
        return agent

    @app.get("/health")
    async def health():
        return {"status": "ok"}

    @app.get("/whoami")
    async def whoami(agent: Annotated[str, Depends(require_agent)]):
        return {"agent": agent, "request": request_id.get()}

    @app.get("/exports/{name}")
    async def wait_for_export(name: str):
        while name not in ready:
            await asyncio.sleep(0.05)
        return {"export": name, "ready": name in ready}

    @app.post("/exports/{name}/done", status_code=204)
    async def export_done(name: str) -> None:
        ready.add(name)

    @app.post("/recount")
    async def run_recount():
        recount.update(running=True, stop=False)
        shelves = 0
        while not recount["stop"]:
            shelves += await count_shelf()
            await asyncio.sleep(0)
        recount["running"] = False
        return {"shelves": shelves, "stopped": recount["stop"]}

    @app.get("/recount")
    async def recount_state():
        return {"running": recount["running"]}

    @app.post("/recount/stop", status_code=204)
    async def stop_recount() -> None:
        recount["stop"] = True

    return app
