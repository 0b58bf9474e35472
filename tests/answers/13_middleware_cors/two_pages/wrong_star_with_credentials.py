"""Allows * with credentials and trusts the browser to refuse it.

Fails: test_strangers_are_served_and_cannot_read, test_writes_from_elsewhere_change_nothing, test_preflight_allows_nothing_else, test_errors_can_be_read_by_the_pages
"""

from fastapi import FastAPI


def create_app():
    from typing import Annotated

    from fastapi import Depends, Header, HTTPException, Response
    from fastapi.middleware.cors import CORSMiddleware

    pages = ["https://shop.example", "https://staff.example:8443"]
    free = {1: 40}
    app = FastAPI()

    def known_page(origin: Annotated[str | None, Header()] = None):
        if origin is not None and origin not in pages:
            raise HTTPException(403, "Not from this page")

    def known_event(event_id: int):
        if event_id not in free:
            raise HTTPException(404, "No such event")
        return event_id

    Event = Annotated[int, Depends(known_event)]

    @app.get("/events/{event_id}")
    async def read_event(event: Event, response: Response):
        response.headers["X-Total-Seats"] = "60"
        return {"id": event, "free": free[event]}

    holds, guard = "/events/{event_id}/holds", [Depends(known_page)]

    @app.post(holds, status_code=201, dependencies=guard)
    async def hold(event: Event):
        free[event] -= 1
        return {"id": event, "free": free[event]}

    @app.delete(holds, dependencies=guard)
    async def give_back(event: Event):
        free[event] += 1
        return {"id": event, "free": free[event]}

    @app.get("/crash")
    async def crash():
        raise RuntimeError("no printer")

    return CORSMiddleware(
        app,
        allow_origins=["*"],
        allow_credentials=True,
        allow_methods=["GET", "POST", "DELETE"],
        allow_headers=["X-Request-ID"],
        expose_headers=["X-Total-Seats"],
        max_age=3600,
    )
