"""Answers 503 when all three parts are empty, though none is missing.

Fails: test_failing_partner_costs_its_own_part_only
"""

import asyncio
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import quote

import httpx2
from fastapi import FastAPI, HTTPException, Request

PARTS = ("flights", "hotels", "cars")


def create_app(partners: Any, budget: float) -> FastAPI:
    @asynccontextmanager
    async def lifespan(app: FastAPI):
        transport = httpx2.ASGITransport(app=partners)
        async with httpx2.AsyncClient(transport=transport, base_url="http://partners") as client:
            response = await client.post("/session")
            response.raise_for_status()
            client.headers["X-Session"] = response.json()["token"]
            try:
                yield {"client": client}
            finally:
                await client.delete("/session")

    app = FastAPI(lifespan=lifespan)

    async def fetch(client: httpx2.AsyncClient, part: str, city: str) -> Any:
        response = await client.get(f"/{part}/{quote(city, safe='')}")
        response.raise_for_status()
        return response.json()

    @app.get("/trips/{city}")
    async def trip(city: str, request: Request):
        client = request.state.client
        tasks = {part: asyncio.create_task(fetch(client, part, city)) for part in PARTS}
        try:
            await asyncio.wait(tasks.values(), timeout=budget)
        finally:
            for task in tasks.values():
                task.cancel()
        results = await asyncio.gather(*tasks.values(), return_exceptions=True)
        body: dict[str, Any] = {"city": city}
        missing = []
        for part, result in zip(PARTS, results, strict=True):
            if isinstance(result, BaseException):
                missing.append(part)
                result = None
            body[part] = result
        if not any(body[part] for part in PARTS):
            raise HTTPException(503, "No partner answered")
        return body | {"missing": missing}

    return app
