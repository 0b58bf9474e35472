"""Counts inside async def and believes that a coroutine runs beside the others.

Fails: test_primes_are_counted_in_another_process, test_health_answers_while_both_workers_count
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
    from typing import Annotated

    from fastapi import Body

    app = FastAPI()

    async def count_async(below: int) -> tuple[int, int]:
        return count_primes(below)

    @app.post("/primes")
    async def primes(below: Annotated[int, Body(embed=True, ge=2, le=5_000_000)]) -> dict[str, int]:
        count, worker = await count_async(below)
        return {"below": below, "count": count, "worker": worker}

    @app.get("/health")
    async def health() -> dict[str, str | int]:
        return {"status": "ok", "process": os.getpid()}

    return app
