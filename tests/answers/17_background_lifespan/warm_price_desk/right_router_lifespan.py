"""The lifespan belongs to a router, and closures hold the handles."""

from collections.abc import Callable
from contextlib import AsyncExitStack
from typing import Any

from fastapi import APIRouter, FastAPI, HTTPException


def create_app(
    connect: Callable[[str], str],
    ask: Callable[[str, str], Any],
    close: Callable[[str], None],
) -> FastAPI:
    held: dict[str, Any] = {}

    async def lifespan(app):
        async with AsyncExitStack() as stack:
            for name in ("stock", "prices"):
                held[name] = connect(name)
                stack.callback(close, held[name])
            held["list"] = ask(held["prices"], "*")
            yield

    router = APIRouter(lifespan=lifespan)

    @router.get("/articles/{sku}")
    def article(sku: str):
        try:
            cents = held["list"][sku]
        except KeyError:
            raise HTTPException(404) from None
        return {"pieces": ask(held["stock"], sku), "sku": sku, "cents": cents}

    @router.post("/prices/refresh", status_code=204)
    def refresh():
        try:
            held["list"] = ask(held["prices"], "*")
        except Exception:
            raise HTTPException(503) from None

    app = FastAPI()
    app.include_router(router)
    return app
