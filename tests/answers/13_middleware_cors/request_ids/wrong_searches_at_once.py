"""Searches in the route, before the response, not in the background.

Fails: test_background_line_has_the_id
"""

import re
from contextvars import ContextVar
from uuid import uuid4

from fastapi import FastAPI, HTTPException, Request, WebSocket, WebSocketDisconnect
from starlette.datastructures import Headers, MutableHeaders

current_id = ContextVar("current_id")
ID = re.compile(r"[A-Za-z0-9-]{8,64}")
STARTS = ("http.response.start", "websocket.accept", "websocket.http.response.start")


class RequestId:
    def __init__(self, app, write):
        self.app, self.write = app, write

    async def __call__(self, scope, receive, send):
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return

        sent = Headers(scope=scope).get("x-request-id", "")
        request_id = sent if ID.fullmatch(sent) else str(uuid4())
        state = scope.setdefault("state", {})
        state["carrier"] = None
        status = 500

        async def send_with_id(message):
            nonlocal status
            if message["type"] in STARTS:
                message.setdefault("headers", [])
                MutableHeaders(scope=message)["X-Request-ID"] = request_id
                status = message.get("status", status)
            await send(message)

        token = current_id.set(request_id)
        try:
            await self.app(scope, receive, send_with_id)
        finally:
            current_id.reset(token)
            if scope["type"] == "http":
                self.write(
                    {
                        "request_id": request_id,
                        "message": f"{scope['method']} {scope['path']} {status}",
                        "carrier": state["carrier"],
                    }
                )


def create_app(write):
    app = FastAPI()

    def log(message):
        write({"request_id": current_id.get(), "message": message})

    def find(request, number):
        if not 1 <= number <= 100:
            raise HTTPException(404, "No such parcel")
        request.state.carrier = "road" if number % 2 else "rail"

    @app.get("/parcels/{number}")
    async def read_parcel(number: int, request: Request):
        find(request, number)
        log(f"reading parcel {number}")
        return {"number": number, "request_id": current_id.get()}

    @app.post("/parcels/{number}/lost", status_code=202)
    async def report_lost(number: int, request: Request):
        find(request, number)
        log(f"searching parcel {number}")
        return {"number": number}

    @app.websocket("/track")
    async def track(socket: WebSocket):
        await socket.accept()
        try:
            while True:
                number = int(await socket.receive_text())
                log(f"tracking parcel {number}")
                await socket.send_json({"number": number, "request_id": current_id.get()})
        except WebSocketDisconnect:
            pass

    return RequestId(app, write)
