"""Makes the semaphore inside the request, where nobody shares it.

Fails: test_bursts_stay_within_the_limit, test_lists_and_single_requests_share_the_limit, test_request_without_a_turn_is_503
"""

from typing import Any

import httpx2
from fastapi import FastAPI


def create_app(printer: Any, limit: int, patience: float) -> FastAPI:
    import asyncio
    from contextlib import asynccontextmanager
    from typing import Annotated

    from fastapi import HTTPException, Query

    transport = httpx2.ASGITransport(app=printer)
    client = httpx2.AsyncClient(transport=transport, base_url="http://printer")

    @asynccontextmanager
    async def lifespan(app: FastAPI):
        async with client:
            yield

    app = FastAPI(lifespan=lifespan)

    @asynccontextmanager
    async def turn(slots: asyncio.Semaphore, seconds: float | None):
        try:
            async with asyncio.timeout(seconds):
                await slots.acquire()
        except TimeoutError:
            headers = {"Retry-After": "1"}
            raise HTTPException(503, "The printer is busy", headers) from None
        try:
            yield
        finally:
            slots.release()

    async def print_label(
        slots: asyncio.Semaphore, parcel: str, seconds: float | None
    ) -> str | None:
        async with turn(slots, seconds):
            response = await client.get(f"/labels/{parcel}")
        return response.json()["label"] if response.is_success else None

    @app.get("/labels")
    async def many(
        parcel: Annotated[list[str], Query(min_length=1, max_length=200)],
    ) -> list[dict[str, str | None]]:
        slots = asyncio.Semaphore(limit)
        labels = await asyncio.gather(*[print_label(slots, p, None) for p in parcel])
        pairs = zip(parcel, labels, strict=True)
        return [{"parcel": p, "label": label} for p, label in pairs]

    @app.get("/labels/{parcel}")
    async def one(parcel: str) -> dict[str, str]:
        label = await print_label(asyncio.Semaphore(limit), parcel, patience)
        if label is None:
            raise HTTPException(502, "The printer refused")
        return {"parcel": parcel, "label": label}

    return app
