"""Drops slowapi for two dependencies with a count for each client and hour."""

import time
from collections import Counter
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Request

PROXIES = ("10.0.0.1", "10.0.0.2")


def client_of(request: Request) -> str:
    address = request.client.host
    hops = ", ".join(request.headers.getlist("X-Forwarded-For")).split(",")
    while address in PROXIES and hops:
        address = hops.pop().strip() or address
    return address


class Hourly:
    def __init__(self, most: int) -> None:
        self.most, self.begun, self.counts = most, time.monotonic(), Counter()

    def __call__(self, client: Annotated[str, Depends(client_of)]) -> None:
        if time.monotonic() - self.begun >= 3600:
            self.begun, self.counts = time.monotonic(), Counter()
        if self.counts[client] >= self.most:
            raise HTTPException(429)
        self.counts[client] += 1


def create_app() -> FastAPI:
    app = FastAPI()
    accepted = {"accepted": True}

    @app.post("/transfers", status_code=202, dependencies=[Depends(Hourly(3))])
    async def transfer() -> dict[str, bool]:
        return accepted

    @app.post("/payees", status_code=202, dependencies=[Depends(Hourly(6))])
    async def payee() -> dict[str, bool]:
        return accepted

    @app.get("/balance")
    async def balance() -> dict[str, int]:
        return {"cents": 4200}

    return app
