"""Releases the slot also when the waiting for it has timed out, so that the limit grows.

Fails: test_request_without_a_turn_is_503
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
            label = await call_printer(request.state.client, parcel)
        except TimeoutError:
            retry = str(max(1, math.ceil(patience)))
            raise HTTPException(503, "Printer busy", {"Retry-After": retry}) from None
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
        jobs = iter(enumerate(parcel))

        async def work() -> None:
            for index, name in jobs:
                async with slots:
                    try:
                        labels[index] = await call_printer(request.state.client, name)
                    except httpx2.HTTPError:
                        pass

        async with asyncio.TaskGroup() as group:
            for _ in range(min(limit, len(parcel))):
                group.create_task(work())
        return [
            {"parcel": name, "label": label} for name, label in zip(parcel, labels, strict=True)
        ]

    return app
