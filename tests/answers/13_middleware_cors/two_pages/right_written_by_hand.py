"""No CORSMiddleware: a pure ASGI function answers preflights with 204 and adds the headers."""

from fastapi import FastAPI


def create_app():
    from typing import Annotated

    from fastapi import Depends, Header, HTTPException, Response
    from starlette.datastructures import Headers, MutableHeaders

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

    async def with_cors(scope, receive, send):
        if scope["type"] != "http":
            return await app(scope, receive, send)
        sent = Headers(scope=scope)
        origin = sent.get("origin")
        granted = {"Vary": "Origin"}
        if origin in pages:
            granted |= {
                "Access-Control-Allow-Origin": origin,
                "Access-Control-Allow-Credentials": "true",
                "Access-Control-Expose-Headers": "x-total-seats",
            }
        if scope["method"] == "OPTIONS" and "access-control-request-method" in sent:
            if origin in pages:
                granted |= {
                    "Access-Control-Allow-Methods": "GET,POST,DELETE",
                    "Access-Control-Allow-Headers": "content-type,x-request-id",
                    "Access-Control-Max-Age": "3600",
                }
            return await Response(status_code=204, headers=granted)(scope, receive, send)

        async def send_granted(message):
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(granted)
            await send(message)

        await app(scope, receive, send_granted)

    return with_cors
