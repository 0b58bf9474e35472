"""Refuses at second 30 the client that obeyed Retry-After.

Fails: test_one_trial_decides
"""

from collections.abc import Callable
from typing import Any

import httpx2
from fastapi import FastAPI


def carrier_client(upstream: Any) -> httpx2.AsyncClient:
    transport = httpx2.ASGITransport(app=upstream, raise_app_exceptions=False)
    return httpx2.AsyncClient(transport=transport, base_url="http://carrier")


def create_app(
    upstream: Any,
    now: Callable[[], float],
    sleep: Callable[[float], None],
    deadline: float = 5.0,
) -> FastAPI:
    import asyncio
    import math
    import random
    from typing import Annotated

    from fastapi import Body, HTTPException
    from fastapi.responses import JSONResponse

    class Breaker:
        failures, open_until, trying = 0, None, False

        def enter(self) -> bool:
            """Lets a call pass, and says whether it is the trial."""
            if self.open_until is None:
                return False
            left = self.open_until - now()
            if left >= 0 or self.trying:
                headers = {"Retry-After": str(max(1, math.ceil(left)))}
                raise HTTPException(503, "The carrier is not available", headers)
            self.trying = True
            return True

        def succeeded(self, trial: bool) -> None:
            if trial or self.open_until is None:
                self.failures, self.open_until = 0, None

        def failed(self, trial: bool) -> bool:
            """Counts a failed attempt, and says whether the breaker is open now."""
            if trial or self.open_until is None:
                self.failures += 1
                if trial or self.failures >= 5:
                    self.failures, self.open_until = 0, now() + 30
            return self.open_until is not None

    app = FastAPI()
    carrier = carrier_client(upstream)
    breaker = Breaker()

    async def attempt(method: str, path: str, body: Any) -> httpx2.Response | int:
        try:
            async with asyncio.timeout(deadline):
                answer = await carrier.request(method, path, json=body)
        except (TimeoutError, httpx2.TimeoutException):
            return 504
        except httpx2.TransportError:
            return 502
        return answer if answer.status_code < 500 else 502

    async def call(method: str, path: str, body: Any, attempts: int) -> JSONResponse:
        trial = breaker.enter()
        status = 502
        try:
            for number in range(1 if trial else attempts):
                if number:
                    sleep(0.2 * number * (1 - random.random()))
                answer = await attempt(method, path, body)
                if not isinstance(answer, int):
                    breaker.succeeded(trial)
                    return JSONResponse(answer.json(), answer.status_code)
                status = answer
                if breaker.failed(trial):
                    break
        finally:
            if trial:
                breaker.trying = False
        raise HTTPException(status, "The carrier has not answered")

    @app.get("/rates/{parcel}")
    async def rates(parcel: str) -> JSONResponse:
        return await call("GET", f"/rates/{parcel}", None, attempts=3)

    @app.put("/pickups/{day}")
    async def pickup(day: str, body: Annotated[Any, Body()]) -> JSONResponse:
        return await call("PUT", f"/pickups/{day}", body, attempts=3)

    @app.post("/labels")
    async def label(body: Annotated[Any, Body()]) -> JSONResponse:
        return await call("POST", "/labels", body, attempts=1)

    return app
