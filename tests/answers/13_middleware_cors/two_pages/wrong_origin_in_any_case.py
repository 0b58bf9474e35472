"""Compares the origin in lower case before it refuses a write.

Fails: test_writes_from_elsewhere_change_nothing
"""

from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException, Response
from fastapi.middleware.cors import CORSMiddleware

ORIGINS = ["https://shop.example", "https://staff.example:8443"]


def refuse_strangers(origin: Annotated[str | None, Header()] = None):
    if origin is not None and origin.lower() not in ORIGINS:
        raise HTTPException(403, "Writes from this origin are refused")


def create_app():
    app = FastAPI()
    event = {"id": 1, "free": 40}

    def find_event(event_id: int):
        if event_id != 1:
            raise HTTPException(404, "No such event")
        return event

    Event = Annotated[dict, Depends(find_event)]
    guarded = [Depends(refuse_strangers)]

    @app.get("/events/{event_id}")
    async def read_event(found: Event, response: Response):
        response.headers["X-Total-Seats"] = "60"
        return found

    @app.post("/events/{event_id}/holds", status_code=201, dependencies=guarded)
    async def hold(found: Event):
        found["free"] -= 1
        return found

    @app.delete("/events/{event_id}/holds", dependencies=guarded)
    async def release(found: Event):
        found["free"] += 1
        return found

    @app.get("/crash")
    async def crash():
        raise RuntimeError("crash")

    return CORSMiddleware(
        app,
        allow_origins=ORIGINS,
        allow_credentials=True,
        allow_methods=["GET", "POST", "DELETE"],
        allow_headers=["Content-Type", "X-Request-ID"],
        expose_headers=["X-Total-Seats"],
        max_age=3600,
    )
