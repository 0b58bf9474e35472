"""CORS added last, a catch-all inside it answers the crash, another layer refuses the writes."""

from fastapi import FastAPI


def create_app():
    import logging
    from typing import Annotated

    from fastapi import Depends, HTTPException, Response
    from fastapi.middleware.cors import CORSMiddleware
    from fastapi.responses import JSONResponse

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

    @app.middleware("http")
    async def refuse_strangers(request, call_next):
        origin = request.headers.get("origin")
        if request.method in ("POST", "DELETE") and origin not in (None, *pages):
            return JSONResponse({"detail": "Not from this page"}, 403)
        return await call_next(request)

    @app.middleware("http")
    async def answer_crashes(request, call_next):
        try:
            return await call_next(request)
        except Exception:
            logging.getLogger("box-office").debug("crash", exc_info=True)
            return JSONResponse({"detail": "Internal error"}, 500)

    app.add_middleware(
        CORSMiddleware,
        allow_origins=pages,
        allow_credentials=True,
        allow_methods=["GET", "POST", "DELETE"],
        allow_headers=["X-Request-ID"],
        expose_headers=["X-Total-Seats"],
        max_age=3600,
    )
    return app
