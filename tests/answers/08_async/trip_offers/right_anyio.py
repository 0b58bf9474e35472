"""An anyio task group under one cancel scope fills a dictionary; the client is a dependency."""

from contextlib import AsyncExitStack, asynccontextmanager
from typing import Annotated, Any

import anyio
import httpx2
from fastapi import Depends, FastAPI, HTTPException, Request
from pydantic import BaseModel


class Trip(BaseModel):
    city: str
    flights: Any = None
    hotels: Any = None
    cars: Any = None
    missing: list[str] = []


class Partners:
    def __init__(self, app: Any, budget: float) -> None:
        self.client = httpx2.AsyncClient(
            transport=httpx2.ASGITransport(app=app), base_url="http://partners"
        )
        self.budget = budget

    async def log_in(self) -> None:
        response = await self.client.post("/session")
        self.client.headers["x-session"] = response.json()["token"]

    async def log_out(self) -> None:
        await self.client.delete("/session")
        await self.client.aclose()

    async def collect(self, city: str) -> dict[str, Any]:
        found: dict[str, Any] = {}

        async def ask(part: str) -> None:
            response = await self.client.get(f"/{part}/{city}")
            if response.status_code == 200:
                try:
                    found[part] = response.json()
                except ValueError:
                    return

        with anyio.move_on_after(self.budget):
            async with anyio.create_task_group() as group:
                for part in ("flights", "hotels", "cars"):
                    group.start_soon(ask, part)
        return found


def get_partners(request: Request) -> Partners:
    return request.app.state.partners


def create_app(partners: Any, budget: float) -> FastAPI:
    @asynccontextmanager
    async def lifespan(app: FastAPI):
        async with AsyncExitStack() as stack:
            app.state.partners = Partners(partners, budget)
            await app.state.partners.log_in()
            stack.push_async_callback(app.state.partners.log_out)
            yield

    app = FastAPI(lifespan=lifespan)

    @app.get("/trips/{city}")
    async def trip(city: str, service: Annotated[Partners, Depends(get_partners)]) -> Trip:
        found = await service.collect(city)
        if not found:
            raise HTTPException(503)
        missing = [part for part in ("flights", "hotels", "cars") if part not in found]
        return Trip(city=city, missing=missing, **found)

    return app
