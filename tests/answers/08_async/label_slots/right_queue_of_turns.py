"""A queue of turns that requests take and put back, in a class."""

import asyncio
from typing import Annotated, Any

import httpx2
from fastapi import Depends, FastAPI, HTTPException, Query


class Printer:
    def __init__(self, app: Any, limit: int) -> None:
        self.transport = httpx2.ASGITransport(app=app)
        self.turns: asyncio.Queue[int] = asyncio.Queue()
        for number in range(limit):
            self.turns.put_nowait(number)

    async def label(self, parcel: str, patience: float | None = None) -> str | None:
        turn = await asyncio.wait_for(self.turns.get(), patience)
        try:
            async with httpx2.AsyncClient(
                transport=self.transport, base_url="http://printer"
            ) as client:
                response = await client.get(f"/labels/{parcel}")
                response.raise_for_status()
                return response.json()["label"]
        except httpx2.HTTPStatusError:
            return None
        finally:
            self.turns.put_nowait(turn)


def create_app(printer: Any, limit: int, patience: float) -> FastAPI:
    app = FastAPI()
    shared = Printer(printer, limit)
    Shared = Annotated[Printer, Depends(lambda: shared)]

    @app.get("/labels/{parcel}")
    async def one(parcel: str, printer: Shared):
        try:
            label = await printer.label(parcel, patience)
        except TimeoutError:
            raise HTTPException(503, headers={"Retry-After": "10"}) from None
        if label is None:
            raise HTTPException(502)
        return {"parcel": parcel, "label": label}

    @app.get("/labels")
    async def many(printer: Shared, parcel: list[str] = Query(default=[])):
        if not 1 <= len(parcel) <= 200:
            raise HTTPException(422)
        tasks = [asyncio.create_task(printer.label(name)) for name in parcel]
        return [{"parcel": p, "label": await task} for p, task in zip(parcel, tasks)]

    return app
