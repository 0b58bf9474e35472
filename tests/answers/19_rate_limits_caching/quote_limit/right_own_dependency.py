"""No slowapi: the limits package behind a dependency of a router."""

import math
import time

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from pydantic import BaseModel


class Quote(BaseModel):
    symbol: str
    price: int = 100


def create_app() -> FastAPI:
    five = parse("5/minute")
    strategy = FixedWindowRateLimiter(MemoryStorage())

    async def limited(request: Request) -> None:
        key = request.client.host if request.client else "unknown"
        if not strategy.hit(five, "quotes", key):
            wait = strategy.get_window_stats(five, "quotes", key).reset_time - time.time()
            headers = {"Retry-After": str(max(1, math.ceil(wait)))}
            raise HTTPException(429, "Too many quotes", headers=headers)

    quotes = APIRouter(prefix="/quotes", dependencies=[Depends(limited)])

    @quotes.get("/{symbol}")
    async def read_quote(symbol: str) -> Quote:
        return Quote(symbol=symbol)

    app = FastAPI()
    app.include_router(quotes)

    @app.get("/health")
    async def health() -> dict:
        return {"status": "ok"}

    return app
