"""Worker tasks wait on a condition; models for the jobs."""

import asyncio
from collections.abc import Callable
from contextlib import asynccontextmanager
from typing import Annotated, Any, Literal

from fastapi import FastAPI, HTTPException, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, StringConstraints


class Order(BaseModel):
    month: Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[012])$")]


class Job(BaseModel):
    month: str
    state: Literal["queued", "running", "done", "failed"] = "queued"
    report: Any = None
    error: str | None = None


def create_app(build_report: Callable[[str], Any], workers: int, backlog: int) -> FastAPI:
    jobs: dict[str, Job] = {}
    queue: list[str] = []
    idle = 0
    total = 0
    stopping = False
    wake: asyncio.Condition

    async def work():
        nonlocal idle
        while True:
            async with wake:
                idle += 1
                await wake.wait_for(lambda: queue or stopping)
                idle -= 1
                if stopping:
                    return
                job = jobs[queue.pop(0)]
                job.state = "running"
            try:
                job.report = await asyncio.to_thread(build_report, job.month)
                job.state = "done"
            except Exception as error:
                print("report failed:", error) if False else None
                job.error, job.state = "report_failed", "failed"

    @asynccontextmanager
    async def lifespan(app):
        nonlocal wake, stopping, idle
        wake, stopping, idle = asyncio.Condition(), False, 0
        tasks = [asyncio.create_task(work()) for _ in range(workers)]
        yield
        async with wake:
            stopping = True
            queue.clear()
            wake.notify_all()
        await asyncio.gather(*tasks)

    app = FastAPI(lifespan=lifespan)

    def show(job: Job) -> dict:
        return job.model_dump(exclude_unset=True) | {"state": job.state}

    @app.post("/reports")
    async def order(new: Order):
        nonlocal total
        async with wake:
            if len(queue) - idle >= backlog:
                raise HTTPException(503, "busy", {"Retry-After": "5"})
            total += 1
            number = f"r{total}"
            job = jobs[number] = Job(month=new.month)
            queue.append(number)
            wake.notify()
        headers = {"Location": f"http://testserver/reports/{number}"}
        return JSONResponse(show(job), 202, headers)

    @app.get("/reports/{number}")
    async def read(number: str, response: Response):
        if number not in jobs:
            raise HTTPException(404)
        if jobs[number].state in ("queued", "running"):
            response.headers["Retry-After"] = "1"
        return show(jobs[number])

    @app.delete("/reports/{number}", status_code=204)
    async def cancel(number: str):
        if number not in jobs:
            raise HTTPException(404)
        async with wake:
            if number not in queue:
                raise HTTPException(409)
            queue.remove(number)
            del jobs[number]

    return app
