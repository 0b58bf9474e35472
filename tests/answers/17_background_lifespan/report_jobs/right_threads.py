"""Plain threads and a condition; sync endpoints."""

import threading
import uuid
from collections.abc import Callable
from contextlib import asynccontextmanager
from typing import Annotated, Any

from fastapi import Body, FastAPI, HTTPException, Response


def create_app(build_report: Callable[[str], Any], workers: int, backlog: int) -> FastAPI:
    jobs: dict[str, dict] = {}
    waiting: dict[str, dict] = {}
    threads: list[threading.Thread] = []
    lock = threading.Condition()

    def start_next() -> None:
        """Called with the lock held."""
        while waiting and len(threads) < workers:
            number = next(iter(waiting))
            job = waiting.pop(number)
            job["state"] = "running"
            thread = threading.Thread(target=run, args=[job])
            threads.append(thread)
            thread.start()

    def run(job: dict) -> None:
        try:
            outcome = {"state": "done", "report": build_report(job["month"])}
        except Exception:
            outcome = {"state": "failed", "error": "report_failed"}
        with lock:
            job.update(outcome)
            threads.remove(threading.current_thread())
            start_next()

    @asynccontextmanager
    async def lifespan(app):
        yield
        with lock:
            waiting.clear()
            left = list(threads)
        for thread in left:
            thread.join()

    app = FastAPI(lifespan=lifespan)

    @app.post("/reports", status_code=202)
    def order(
        month: Annotated[str, Body(embed=True, pattern="^[0-9]{4}-(0[1-9]|1[0-2])$")],
        response: Response,
    ):
        with lock:
            if len(waiting) >= backlog:
                raise HTTPException(503, "busy", {"Retry-After": "5"})
            number = uuid.uuid4().hex
            jobs[number] = waiting[number] = {"month": month, "state": "queued"}
            start_next()
            response.headers["location"] = f"/reports/{number}"
            return dict(jobs[number])

    def known(number: str) -> dict:
        with lock:
            if number in jobs:
                return dict(jobs[number])
        raise HTTPException(404)

    @app.get("/reports/{number}")
    def read(number: str, response: Response):
        job = known(number)
        if "report" not in job and "error" not in job:
            response.headers["retry-after"] = "1"
        return job

    @app.delete("/reports/{number}", status_code=204)
    def cancel(number: str):
        known(number)
        with lock:
            if waiting.pop(number, None) is None:
                raise HTTPException(409)
            del jobs[number]

    return app
