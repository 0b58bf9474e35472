"""Serves a list in batches of `limit`: one slow label holds up the next batch.

Fails: test_lists_and_single_requests_share_the_limit
"""

import asyncio
import math
from contextlib import asynccontextmanager
from typing import Annotated, Any
from urllib.parse import quote

import httpx2
from fastapi import FastAPI, HTTPException, Query, Request


def create_app(printer: Any, limit: int, patience: float) -> FastAPI:
    slots = asyncio.Semaphore(limit)

    @asynccontextmanager
    async def lifespan(app: FastAPI):
        transport = httpx2.ASGITransport(app=printer)
        async with httpx2.AsyncClient(transport=transport, base_url="http://printer") as client:
            yield {"client": client}

    app = FastAPI(lifespan=lifespan)

    async def call_printer(client: httpx2.AsyncClient, parcel: str) -> Any:
        response = await client.get(f"/labels/{quote(parcel, safe='')}")
        response.raise_for_status()
        return response.json()["label"]

    @app.get("/labels/{parcel}")
    async def one_label(parcel: str, request: Request):
        try:
            async with asyncio.timeout(patience):
                await slots.acquire()
        except TimeoutError:
            retry = str(max(1, math.ceil(patience)))
            raise HTTPException(503, "Printer busy", {"Retry-After": retry}) from None
        try:
            label = await call_printer(request.state.client, parcel)
        except httpx2.HTTPError:
            raise HTTPException(502, "Printer refused") from None
        finally:
            slots.release()
        return {"parcel": parcel, "label": label}

    @app.get("/labels")
    async def many_labels(
        parcel: Annotated[list[str], Query(min_length=1, max_length=200)], request: Request
    ):
        labels: list[Any] = [None] * len(parcel)

        async def work(index: int) -> None:
            async with slots:
                try:
                    labels[index] = await call_printer(request.state.client, parcel[index])
                except httpx2.HTTPError:
                    pass

        for start in range(0, len(parcel), limit):
            batch = range(start, min(start + limit, len(parcel)))
            await asyncio.gather(*[work(index) for index in batch])
        return [
            {"parcel": name, "label": label} for name, label in zip(parcel, labels, strict=True)
        ]

    return app
