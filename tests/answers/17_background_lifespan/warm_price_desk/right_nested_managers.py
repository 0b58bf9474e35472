"""Nested context managers, app.state and async endpoints."""

from collections.abc import Callable
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from fastapi import FastAPI, HTTPException, Response
from starlette.concurrency import run_in_threadpool


def create_app(
    connect: Callable[[str], str],
    ask: Callable[[str, str], Any],
    close: Callable[[str], None],
) -> FastAPI:
    @contextmanager
    def connection(name):
        handle = connect(name)
        try:
            yield handle
        finally:
            close(handle)

    @asynccontextmanager
    async def lifespan(app):
        with connection("stock") as app.state.stock, connection("prices") as source:
            app.state.source = source
            app.state.prices = ask(source, "*")
            yield

    app = FastAPI(lifespan=lifespan)

    @app.get("/articles/{sku}")
    async def article(sku: str):
        cents = app.state.prices.get(sku)
        if cents is None:
            raise HTTPException(404)
        pieces = await run_in_threadpool(ask, app.state.stock, sku)
        return {"sku": sku, "cents": cents, "pieces": pieces}

    @app.post("/prices/refresh")
    async def refresh():
        try:
            app.state.prices = await run_in_threadpool(ask, app.state.source, "*")
        except Exception:
            return Response(status_code=503)
        return Response(status_code=204)

    return app
