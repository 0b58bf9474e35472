"""A CapacityLimiter and cancel scopes; a list is served by `limit` workers over one iterator."""

from contextlib import asynccontextmanager
from typing import Annotated, Any

import anyio
import httpx2
from fastapi import FastAPI, Query, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel


class Label(BaseModel):
    parcel: str
    label: str | None


def create_app(printer: Any, limit: int, patience: float) -> FastAPI:
    @asynccontextmanager
    async def lifespan(app: FastAPI):
        transport = httpx2.ASGITransport(app=printer)
        async with httpx2.AsyncClient(transport=transport, base_url="http://printer") as client:
            yield {"client": client, "slots": anyio.CapacityLimiter(limit)}

    app = FastAPI(lifespan=lifespan)

    async def fetch(request: Request, parcel: str) -> Label:
        response = await request.state.client.get(f"/labels/{parcel}")
        if response.status_code != 200:
            return Label(parcel=parcel, label=None)
        return Label(parcel=parcel, label=response.json()["label"])

    @app.get("/labels/{parcel}", response_model=Label)
    async def one(parcel: str, request: Request):
        slots = request.state.slots
        turn = object()
        with anyio.move_on_after(patience) as scope:
            await slots.acquire_on_behalf_of(turn)
        if scope.cancelled_caught:
            return JSONResponse({"detail": "busy"}, 503, {"Retry-After": "5"})
        try:
            label = await fetch(request, parcel)
        finally:
            slots.release_on_behalf_of(turn)
        if label.label is None:
            return JSONResponse({"detail": "refused"}, 502)
        return label

    @app.get("/labels")
    async def many(
        request: Request, parcel: Annotated[list[str], Query(min_length=1, max_length=200)]
    ) -> list[Label]:
        todo = iter(enumerate(parcel))
        found: dict[int, Label] = {}

        async def work() -> None:
            for place, name in todo:
                async with request.state.slots:
                    found[place] = await fetch(request, name)

        async with anyio.create_task_group() as group:
            for _ in range(limit):
                group.start_soon(work)
        return [found[place] for place in range(len(parcel))]

    return app
