"""multiprocessing.Pool, waited for in a thread."""

import asyncio
import multiprocessing
import os
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Body, FastAPI


def count_primes(below: int) -> tuple[int, int]:
    """How many primes there are, and the id of the process that counted them."""
    primes: list[int] = []
    for number in range(2, below):
        for prime in primes:
            if prime * prime > number:
                primes.append(number)
                break
            if number % prime == 0:
                break
        else:
            primes.append(number)
    return len(primes), os.getpid()


def create_app() -> FastAPI:
    @asynccontextmanager
    async def lifespan(app: FastAPI):
        with multiprocessing.get_context("fork").Pool(2) as pool:
            app.state.pool = pool
            yield

    app = FastAPI(lifespan=lifespan)

    @app.post("/primes")
    async def primes(below: Annotated[int, Body(ge=2, le=5_000_000, embed=True)]):
        result = await asyncio.to_thread(app.state.pool.apply, count_primes, (below,))
        return dict(zip(("below", "count", "worker"), (below, *result), strict=True))

    @app.get("/health")
    async def health():
        return {"status": "ok", "process": os.getpid()}

    return app
