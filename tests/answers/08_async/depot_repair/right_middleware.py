"""Pure ASGI middleware sets the context variable; events instead of polling."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable
from contextvars import ContextVar
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException
from fastapi.concurrency import run_in_threadpool

number: ContextVar[str] = ContextVar("number", default="unset")


class RememberRequest:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        headers = dict(scope.get("headers", ()))
        number.set(headers.get(b"x-request-id", b"none").decode("latin-1"))
        await self.app(scope, receive, send)


async def count_shelf() -> int:
    return 1


def create_app(find_agent: Callable[[str], str | None]) -> FastAPI:
    app = FastAPI()
    app.add_middleware(RememberRequest)
    exports: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)
    state = {"running": False, "stop": False}

    async def require_agent(x_key: Annotated[str, Header()]) -> str:
        agent = await run_in_threadpool(find_agent, x_key)
        if agent is None:
            raise HTTPException(401, "Unknown key")
        return agent

    @app.get("/health")
    async def health():
        return {"status": "ok"}

    @app.get("/whoami")
    async def whoami(agent: str = Depends(require_agent)):
        return {"agent": agent, "request": number.get()}

    @app.get("/exports/{name}")
    async def wait_for_export(name: str):
        try:
            await asyncio.wait_for(exports[name].wait(), 4)
        except TimeoutError:
            return {"export": name, "ready": False}
        return {"export": name, "ready": True}

    @app.post("/exports/{name}/done", status_code=204)
    async def export_done(name: str) -> None:
        exports[name].set()

    @app.post("/recount")
    async def run_recount():
        state.update(running=True, stop=False)
        shelves, end = 0, time.monotonic() + 4
        while not state["stop"] and time.monotonic() < end:
            shelves += await count_shelf()
            if shelves % 500 == 0:
                await asyncio.sleep(0)
        state["running"] = False
        return {"shelves": shelves, "stopped": state["stop"]}

    @app.get("/recount")
    async def recount_state():
        return {"running": state["running"]}

    @app.post("/recount/stop", status_code=204)
    async def stop_recount() -> None:
        state["stop"] = True

    return app
