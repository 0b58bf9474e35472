"""The executor's own futures are the queue, cancelled with cancel()."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Annotated, Any

from fastapi import Body, FastAPI, HTTPException
from fastapi.responses import JSONResponse


def create_app(build_report: Callable[[str], Any], workers: int, backlog: int) -> FastAPI:
    jobs: list[tuple[str, Future] | None] = []
    pools: list[ThreadPoolExecutor] = []

    @asynccontextmanager
    async def lifespan(app):
        pools.append(ThreadPoolExecutor(max_workers=workers))
        yield
        pools.pop().shutdown(wait=True, cancel_futures=True)

    app = FastAPI(lifespan=lifespan)

    def document(month: str, future: Future) -> dict[str, Any]:
        if not future.done():
            return {"month": month, "state": "running" if future.running() else "queued"}
        if future.exception():
            return {"month": month, "state": "failed", "error": "report_failed"}
        return {"month": month, "state": "done", "report": future.result()}

    def job_at(number: int) -> tuple[str, Future]:
        if not 0 <= number < len(jobs) or jobs[number] is None:
            raise HTTPException(404)
        return jobs[number]

    @app.post("/reports")
    async def order(
        month: Annotated[str, Body(embed=True, pattern="^[0-9]{4}-(0[1-9]|1[0-2])$")],
    ):
        live = [job[1] for job in jobs if job and not job[1].done()]
        if sum(not future.running() for future in live) >= backlog:
            raise HTTPException(503, headers={"Retry-After": "5"})
        jobs.append((month, pools[-1].submit(build_report, month)))
        headers = {"Location": f"/reports/{len(jobs) - 1}"}
        return JSONResponse(document(*jobs[-1]), 202, headers)

    @app.get("/reports/{number}")
    async def status(number: int):
        job = document(*job_at(number))
        busy = job["state"] in ("queued", "running")
        return JSONResponse(job, headers={"Retry-After": "1"} if busy else {})

    @app.delete("/reports/{number}", status_code=204)
    async def cancel(number: int):
        _, future = job_at(number)
        if future.cancelled() or not future.cancel():
            raise HTTPException(409)
        jobs[number] = None

    return app
