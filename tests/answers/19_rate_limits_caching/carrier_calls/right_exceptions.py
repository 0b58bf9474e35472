"""Exceptions and handlers, a client in the lifespan, states by name."""

import asyncio
import math
import random
from contextlib import asynccontextmanager
from typing import Any

import httpx2
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse


def carrier_client(upstream: Any) -> httpx2.AsyncClient:
    transport = httpx2.ASGITransport(app=upstream, raise_app_exceptions=False)
    return httpx2.AsyncClient(transport=transport, base_url="http://carrier")


class CarrierFailed(Exception):
    status = 502


class CarrierSilent(CarrierFailed):
    status = 504


class Unavailable(Exception):
    def __init__(self, seconds: float) -> None:
        self.seconds = max(1, math.ceil(seconds))


def create_app(upstream, now, sleep, deadline: float = 5.0) -> FastAPI:
    state = {"is": "closed", "failed": 0, "until": 0.0}

    @asynccontextmanager
    async def lifespan(app: FastAPI):
        async with carrier_client(upstream) as client:
            app.state.carrier = client
            yield

    app = FastAPI(lifespan=lifespan)

    @app.exception_handler(CarrierFailed)
    async def failed(request: Request, exc: CarrierFailed):
        return JSONResponse({"error": type(exc).__name__}, exc.status)

    @app.exception_handler(Unavailable)
    async def unavailable(request: Request, exc: Unavailable):
        return JSONResponse({}, 503, {"Retry-After": str(exc.seconds)})

    async def once(request: Request) -> Response:
        kind = request.headers.get("content-type", "application/json")
        call = app.state.carrier.request(
            request.method,
            request.url.path,
            content=await request.body(),
            headers={"content-type": kind},
        )
        try:
            answer = await asyncio.wait_for(call, deadline)
        except TimeoutError:
            raise CarrierSilent from None
        except httpx2.HTTPError:
            raise CarrierFailed from None
        if answer.status_code >= 500:
            raise CarrierFailed
        return Response(answer.content, answer.status_code, media_type="application/json")

    def open_breaker() -> None:
        state.update({"is": "open", "until": now() + 30, "failed": 0})

    async def guarded(request: Request, left: int) -> Response:
        if state["is"] == "open" and now() < state["until"]:
            raise Unavailable(state["until"] - now())
        if state["is"] == "half-open":
            raise Unavailable(1)
        if state["is"] == "open":
            state["is"] = "half-open"
            try:
                response = await once(request)
            except BaseException:
                open_breaker()
                raise
            state.update({"is": "closed", "failed": 0})
            return response
        most = 0.2
        while True:
            try:
                response = await once(request)
            except CarrierFailed:
                if state["is"] != "closed":
                    raise
                state["failed"] += 1
                left -= 1
                if state["failed"] >= 5:
                    open_breaker()
                    raise
                if not left:
                    raise
                sleep(random.uniform(0.01, most))
                most *= 2
            else:
                state["failed"] = 0
                return response

    @app.get("/rates/{parcel}")
    async def rates(parcel: str, request: Request):
        return await guarded(request, 3)

    @app.put("/pickups/{day}")
    async def pickups(day: str, request: Request):
        return await guarded(request, 3)

    @app.post("/labels")
    async def labels(request: Request):
        return await guarded(request, 1)

    return app
