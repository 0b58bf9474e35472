"""Uses the pool and blocks the loop with future.result().

Fails: test_health_answers_while_both_workers_count
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
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from contextlib import asynccontextmanager
    from typing import Annotated

    from fastapi import Body, Request

    @asynccontextmanager
    async def lifespan(app: FastAPI):
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(2, mp_context=context) as pool:
            yield {"pool": pool}

    app = FastAPI(lifespan=lifespan)

    @app.post("/primes")
    async def primes(
        below: Annotated[int, Body(embed=True, ge=2, le=5_000_000)], request: Request
    ) -> dict[str, int]:
        pool = request.state.pool
        count, worker = pool.submit(count_primes, below).result()
        return {"below": below, "count": count, "worker": worker}

    @app.get("/health")
    async def health() -> dict[str, str | int]:
        return {"status": "ok", "process": os.getpid()}

    return app
