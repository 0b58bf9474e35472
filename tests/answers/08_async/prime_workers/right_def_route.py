"""A def route waits in its thread for the pool's future."""

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager

from fastapi import FastAPI
from pydantic import BaseModel, Field


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


class Job(BaseModel):
    below: int = Field(ge=2, le=5_000_000)


def create_app() -> FastAPI:
    pool = ProcessPoolExecutor(max_workers=2, mp_context=multiprocessing.get_context("fork"))

    @asynccontextmanager
    async def lifespan(app: FastAPI):
        yield
        pool.shutdown(cancel_futures=True)

    app = FastAPI(lifespan=lifespan)

    @app.post("/primes")
    def primes(job: Job):
        count, worker = pool.submit(count_primes, job.below).result()
        return {"below": job.below, "count": count, "worker": worker}

    @app.get("/health")
    def health():
        return {"status": "ok", "process": os.getpid()}

    return app
