"""asyncio.wait with a timeout, then cancels what is pending."""

import asyncio
from contextlib import asynccontextmanager
from typing import Any

import httpx2
from fastapi import FastAPI
from fastapi.responses import JSONResponse


def create_app(partners: Any, budget: float) -> FastAPI:
    client = httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app=partners), base_url="http://partners"
    )

    @asynccontextmanager
    async def lifespan(app: FastAPI):
        async with client:
            token = (await client.post("/session")).json()["token"]
            app.state.headers = {"X-Session": token}
            yield
            await client.delete("/session", headers=app.state.headers)

    app = FastAPI(lifespan=lifespan)

    async def fetch(path: str) -> Any:
        response = await client.get(path, headers=app.state.headers)
        return response.raise_for_status().json()

    @app.get("/trips/{city}")
    async def trip(city: str):
        tasks = {
            part: asyncio.create_task(fetch(f"/{part}/{city}"))
            for part in ("flights", "hotels", "cars")
        }
        _, pending = await asyncio.wait(tasks.values(), timeout=budget)
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
        parts: dict[str, Any] = {}
        missing = []
        for part, task in tasks.items():
            failed = task.cancelled() or task.exception() is not None
            parts[part] = None if failed else task.result()
            if failed:
                missing.append(part)
        if len(missing) == 3:
            return JSONResponse({"detail": "No partner answered"}, 503)
        return {"city": city, **parts, "missing": missing}

    return app
