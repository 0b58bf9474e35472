"""Async throughout, with a bridge for the blocking call; a client for each request."""

from collections.abc import Callable
from typing import Any

import httpx2
from fastapi import FastAPI
from flask import Flask


def make_old_pages(read_meter: Callable[[int], int]) -> Flask:
    """The legacy application. Leave it as it is."""
    pages = Flask("meters")

    @pages.get("/meters/<int:number>")
    def meter(number):
        return {"meter": number, "kwh": read_meter(number)}

    return pages


def create_app(read_meter: Callable[[int], int], tariffs: Any) -> FastAPI:
    from a2wsgi import WSGIMiddleware
    from fastapi.concurrency import run_in_threadpool

    app = FastAPI()

    @app.get("/meters/{number}")
    async def meter(number: int):
        return {"meter": number, "kwh": await run_in_threadpool(read_meter, number)}

    @app.get("/prices/{number}")
    async def price(number: int):
        transport = httpx2.ASGITransport(app=tariffs)
        async with httpx2.AsyncClient(transport=transport, base_url="http://tariffs") as client:
            answer = (await client.get(f"/tariffs/{number}")).json()
        return {"meter": number, **answer}

    @app.get("/health")
    async def health():
        return {"status": "ok"}

    app.mount("/old", WSGIMiddleware(make_old_pages(read_meter), workers=64))
    return app
