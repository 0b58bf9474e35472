"""Its own thread pool for the meters, a router, and a pool size for the adapter."""

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
    import asyncio
    from concurrent.futures import ThreadPoolExecutor

    import a2wsgi
    from fastapi import APIRouter

    router = APIRouter()
    threads = ThreadPoolExecutor(40)
    client = httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app=tariffs), base_url="http://tariffs"
    )

    @router.get("/meters/{number}")
    async def meter(number: int):
        loop = asyncio.get_running_loop()
        return {"meter": number, "kwh": await loop.run_in_executor(threads, read_meter, number)}

    @router.get("/prices/{number}")
    async def price(number: int):
        response = await client.get(f"/tariffs/{number}")
        return {"meter": number, "cents": response.json()["cents"]}

    @router.get("/health")
    async def health():
        return {"status": "ok"}

    app = FastAPI()
    app.include_router(router)
    app.mount("/old", a2wsgi.WSGIMiddleware(make_old_pages(read_meter), workers=30))
    return app
