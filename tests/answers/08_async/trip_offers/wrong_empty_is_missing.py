"""Takes an empty list for a part that did not arrive.

Fails: test_silent_partner_costs_its_own_part_only
"""

from typing import Any

import httpx2
from fastapi import FastAPI


def create_app(partners: Any, budget: float) -> FastAPI:
    import asyncio
    from contextlib import asynccontextmanager

    from fastapi import HTTPException, Request

    parts = ("flights", "hotels", "cars")

    @asynccontextmanager
    async def lifespan(app: FastAPI):
        transport = httpx2.ASGITransport(app=partners)
        async with httpx2.AsyncClient(transport=transport, base_url="http://partners") as client:
            session = await client.post("/session")
            client.headers["X-Session"] = session.json()["token"]
            yield {"client": client}
            await client.delete("/session")

    app = FastAPI(lifespan=lifespan)

    async def ask(client: httpx2.AsyncClient, part: str, city: str) -> Any:
        try:
            async with asyncio.timeout(budget):
                response = await client.get(f"/{part}/{city}")
                response.raise_for_status()
                return response.json()
        except (TimeoutError, httpx2.HTTPError, ValueError):
            return None

    @app.get("/trips/{city}")
    async def trip(city: str, request: Request) -> dict[str, Any]:
        client = request.state.client
        came = await asyncio.gather(*[ask(client, part, city) for part in parts])
        found = dict(zip(parts, came, strict=True))
        missing = [part for part in parts if not found[part]]
        if len(missing) == len(parts):
            raise HTTPException(503, "No partner answered")
        return {"city": city, **found, "missing": missing}

    return app
