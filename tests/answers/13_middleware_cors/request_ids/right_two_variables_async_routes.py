"""Two context variables; the carrier comes back out because routes are async and layers are pure ASGI."""

from fastapi import FastAPI


def create_app(write):
    import re
    from contextvars import ContextVar
    from typing import Annotated
    from uuid import uuid4

    from fastapi import BackgroundTasks, Depends, HTTPException, WebSocket
    from starlette.datastructures import Headers, MutableHeaders

    current = ContextVar("current")
    on_its_way = ContextVar("on_its_way", default=None)

    def log(message):
        write({"request_id": current.get()["request_id"], "message": message})

    class RequestIds:
        def __init__(self, app):
            self.app = app

        async def __call__(self, scope, receive, send):
            if scope["type"] not in ("http", "websocket"):
                await self.app(scope, receive, send)
                return
            sent = Headers(scope=scope).get("x-request-id", "")
            good = re.fullmatch(r"[A-Za-z0-9-]{8,64}", sent)
            facts = {"request_id": sent if good else str(uuid4()), "carrier": None}
            status = 500

            async def send_with_id(message):
                nonlocal status
                if message["type"] in ("http.response.start", "websocket.accept"):
                    message.setdefault("headers", [])
                    headers = MutableHeaders(scope=message)
                    headers["X-Request-ID"] = facts["request_id"]
                    status = message.get("status", status)
                await send(message)

            current.set(facts)
            on_its_way.set(None)
            try:
                await self.app(scope, receive, send_with_id)
            finally:
                if scope["type"] == "http":
                    end = f"{scope['method']} {scope['path']} {status}"
                    write({**facts, "message": end, "carrier": on_its_way.get()})

    app = FastAPI()
    app.add_middleware(RequestIds)

    async def find(number: int):
        if not 1 <= number <= 100:
            raise HTTPException(404, "No such parcel")
        on_its_way.set("road" if number % 2 else "rail")
        return number

    Parcel = Annotated[int, Depends(find)]

    @app.get("/parcels/{number}")
    async def read_parcel(parcel: Parcel):
        log(f"reading parcel {parcel}")
        return {"number": parcel, "request_id": current.get()["request_id"]}

    @app.post("/parcels/{number}/lost", status_code=202)
    async def report_lost(parcel: Parcel, tasks: BackgroundTasks):
        tasks.add_task(log, f"searching parcel {parcel}")
        return {"number": parcel}

    @app.websocket("/track")
    async def track(socket: WebSocket):
        await socket.accept()
        async for text in socket.iter_text():
            log(f"tracking parcel {int(text)}")
            facts = current.get()
            reply = {"number": int(text), "request_id": facts["request_id"]}
            await socket.send_json(reply)

    return app
