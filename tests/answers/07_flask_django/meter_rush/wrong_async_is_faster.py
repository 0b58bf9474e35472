"""Writes the blocking route as `async def`, because async is faster.

Fails: test_twenty_meters_overlap, test_twenty_of_each_kind_are_in_the_meters, test_sixty_prices_wait_while_all_meters_hang
"""

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
    from contextlib import asynccontextmanager

    from a2wsgi import WSGIMiddleware

    transport = httpx2.ASGITransport(app=tariffs)
    client = httpx2.AsyncClient(transport=transport, base_url="http://tariffs")

    @asynccontextmanager
    async def lifespan(app: FastAPI):
        async with client:
            yield

    app = FastAPI(lifespan=lifespan)

    @app.get("/meters/{number}")
    async def meter(number: int) -> dict[str, int]:
        return {"meter": number, "kwh": read_meter(number)}

    @app.get("/prices/{number}")
    async def price(number: int) -> dict[str, int]:
        response = await client.get(f"/tariffs/{number}")
        return {"meter": number, "cents": response.json()["cents"]}

    @app.get("/health")
    async def health() -> dict[str, str]:
        return {"status": "ok"}

    app.mount("/old", WSGIMiddleware(make_old_pages(read_meter), workers=20))
    return app
