"""Believes that CORS stops requests from other origins.

Fails: test_writes_from_elsewhere_change_nothing
"""

from fastapi import FastAPI


def create_app():
    from typing import Annotated

    from fastapi import Depends, HTTPException, Response
    from fastapi.middleware.cors import CORSMiddleware

    pages = ["https://shop.example", "https://staff.example:8443"]
    free = {1: 40}
    app = FastAPI()

    def known_event(event_id: int):
        if event_id not in free:
            raise HTTPException(404, "No such event")
        return event_id

    Event = Annotated[int, Depends(known_event)]

    @app.get("/events/{event_id}")
    async def read_event(event: Event, response: Response):
        response.headers["X-Total-Seats"] = "60"
        return {"id": event, "free": free[event]}

    holds = "/events/{event_id}/holds"

    @app.post(holds, status_code=201)
    async def hold(event: Event):
        free[event] -= 1
        return {"id": event, "free": free[event]}

    @app.delete(holds)
    async def give_back(event: Event):
        free[event] += 1
        return {"id": event, "free": free[event]}

    @app.get("/crash")
    async def crash():
        raise RuntimeError("no printer")

    return CORSMiddleware(
        app,
        allow_origins=pages,
        allow_credentials=True,
        allow_methods=["GET", "POST", "DELETE"],
        allow_headers=["X-Request-ID"],
        expose_headers=["X-Total-Seats"],
        max_age=3600,
    )
