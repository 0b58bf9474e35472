"""One catch-all function, a client for each call, plain variables."""

import random
from typing import Any

import anyio
import httpx2
from fastapi import APIRouter, Body, FastAPI, HTTPException, Request, Response


def carrier_client(upstream: Any) -> httpx2.AsyncClient:
    transport = httpx2.ASGITransport(app=upstream, raise_app_exceptions=False)
    return httpx2.AsyncClient(transport=transport, base_url="http://carrier")


IDEMPOTENT = {"GET", "HEAD", "PUT", "DELETE"}


def create_app(upstream, now, sleep, deadline: float = 5.0) -> FastAPI:
    failures, opened, busy = 0, None, False

    async def forward(request: Request, payload: Any) -> Response:
        nonlocal failures, opened, busy
        trial = opened is not None
        if trial:
            passed = now() - opened
            if busy or passed < 30:
                rest = int(30 - passed) + ((30 - passed) % 1 > 0)
                raise HTTPException(503, headers={"Retry-After": f"{max(rest, 1)}"})
            busy = True
        tries = 3 if request.method in IDEMPOTENT and not trial else 1
        bounds = [0.2, 0.4]
        try:
            while tries:
                tries -= 1
                answer = None
                with anyio.move_on_after(deadline):
                    async with carrier_client(upstream) as client:
                        path = request.url.path
                        answer = await client.request(request.method, path, json=payload)
                if answer is not None and answer.status_code < 500:
                    if trial or opened is None:
                        failures, opened = 0, None
                    return Response(
                        answer.content,
                        answer.status_code,
                        media_type=answer.headers.get("content-type"),
                    )
                if opened is not None and not trial:
                    break
                failures += 1
                if trial or failures == 5:
                    failures, opened, tries = 0, now(), 0
                if tries:
                    sleep(bounds.pop(0) * random.uniform(0.1, 1.0))
            raise HTTPException(504 if answer is None else 502)
        finally:
            busy = busy and not trial

    router = APIRouter()

    @router.get("/rates/{parcel}")
    async def rates(request: Request, parcel: str):
        return await forward(request, None)

    @router.put("/pickups/{day}")
    @router.post("/labels")
    async def send(request: Request, payload: Any = Body()):
        return await forward(request, payload)

    app = FastAPI()
    app.include_router(router)
    return app
