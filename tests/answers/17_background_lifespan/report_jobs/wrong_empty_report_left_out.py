"""Takes an empty report for none.

Fails: test_failure_is_recorded_and_tells_nothing
"""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI


def create_app(build_report: Callable[[str], Any], workers: int, backlog: int) -> FastAPI:
    import asyncio
    import logging
    from collections import deque
    from concurrent.futures import ThreadPoolExecutor
    from contextlib import asynccontextmanager
    from itertools import count
    from typing import Annotated

    from fastapi import Body, HTTPException, Request, Response

    log = logging.getLogger("reports")
    log.addHandler(logging.NullHandler())
    jobs: dict[int, dict[str, Any]] = {}
    ids = count(1)
    waiting: deque[int] = deque()
    running: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def lifespan(app: FastAPI):
        with ThreadPoolExecutor(workers) as pool:
            yield {"pool": pool}
            for number in waiting:
                del jobs[number]
            waiting.clear()
            if running:
                await asyncio.wait(running)

    app = FastAPI(lifespan=lifespan)

    def begin(pool: ThreadPoolExecutor) -> None:
        while waiting and len(running) < workers:
            task = asyncio.create_task(build(jobs[waiting.popleft()], pool))
            running.add(task)

            def ended(task: asyncio.Task[None]) -> None:
                running.discard(task)
                begin(pool)

            task.add_done_callback(ended)

    async def build(job: dict[str, Any], pool: ThreadPoolExecutor) -> None:
        job["state"] = "running"
        loop = asyncio.get_running_loop()
        try:
            report = await loop.run_in_executor(pool, build_report, job["month"])
        except Exception:
            log.exception("report for %s", job["month"])
            job |= {"state": "failed", "error": "report_failed"}
        else:
            job["state"] = "done"
            if report:
                job["report"] = report

    def find(number: int) -> dict[str, Any]:
        if number not in jobs:
            raise HTTPException(404, "No such job")
        return jobs[number]

    Month = Annotated[str, Body(embed=True, pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]

    @app.post("/reports", status_code=202)
    async def order_report(month: Month, request: Request, response: Response):
        if len(waiting) >= backlog and len(running) >= workers:
            raise HTTPException(503, "Too many reports", headers={"Retry-After": "5"})
        number = next(ids)
        jobs[number] = job = {"month": month, "state": "queued"}
        waiting.append(number)
        begin(request.state.pool)
        response.headers["Location"] = f"/reports/{number}"
        return job

    @app.get("/reports/{number}")
    async def read_job(number: int, response: Response):
        job = find(number)
        if job["state"] in ("queued", "running"):
            response.headers["Retry-After"] = "1"
        return job

    @app.delete("/reports/{number}", status_code=204)
    async def cancel_job(number: int) -> None:
        find(number)
        if number not in waiting:
            raise HTTPException(409, "The report has been begun")
        waiting.remove(number)
        del jobs[number]

    return app
