"""Moves the counting to threads, which share one process and its lock.

Fails: test_primes_are_counted_in_another_process, test_same_two_workers_serve_all_requests, test_two_counts_run_in_two_workers
"""

import os

from fastapi import FastAPI


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
    import asyncio
    from concurrent.futures import ThreadPoolExecutor
    from contextlib import asynccontextmanager
    from typing import Annotated

    from fastapi import Body, Request

    @asynccontextmanager
    async def lifespan(app: FastAPI):
        with ThreadPoolExecutor(2) as pool:
            yield {"pool": pool}

    app = FastAPI(lifespan=lifespan)

    @app.post("/primes")
    async def primes(
        below: Annotated[int, Body(embed=True, ge=2, le=5_000_000)], request: Request
    ) -> dict[str, int]:
        loop = asyncio.get_running_loop()
        pool = request.state.pool
        count, worker = await loop.run_in_executor(pool, count_primes, below)
        return {"below": below, "count": count, "worker": worker}

    @app.get("/health")
    async def health() -> dict[str, str | int]:
        return {"status": "ok", "process": os.getpid()}

    return app
