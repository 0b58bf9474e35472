"""Facts in scope['state'] for what has a request, a context variable for the helper only; all routes async."""

import contextvars
import string
import uuid

from fastapi import BackgroundTasks, FastAPI, HTTPException, Path, Request, WebSocket
from fastapi import WebSocketDisconnect

ALLOWED = set(string.ascii_letters + string.digits + "-")
request_id = contextvars.ContextVar("request_id")


def choose(headers):
    for name, value in headers:
        if name == b"x-request-id":
            text = value.decode("latin-1")
            if 8 <= len(text) <= 64 and set(text) <= ALLOWED:
                return text
    return uuid.uuid4().hex


def create_app(write):
    app = FastAPI()

    def log(message):
        write({"request_id": request_id.get(), "message": message})

    def locate(request, number):
        if number > 100:
            raise HTTPException(404)
        request.state.carrier = ("rail", "road")[number % 2]

    @app.get("/parcels/{number}")
    async def read(request: Request, number: int = Path()):
        if number < 1:
            raise HTTPException(404)
        locate(request, number)
        log(f"reading parcel {number}")
        return {"number": number, "request_id": request.state.request_id}

    @app.post("/parcels/{number}/lost", status_code=202)
    async def lost(request: Request, background: BackgroundTasks, number: int = Path(ge=1)):
        locate(request, number)

        async def search():
            log(f"searching parcel {number}")

        background.add_task(search)

    @app.websocket("/track")
    async def track(socket: WebSocket):
        await socket.accept()
        try:
            while True:
                number = int(await socket.receive_text())
                log(f"tracking parcel {number}")
                await socket.send_json({"number": number, "request_id": request_id.get()})
        except WebSocketDisconnect:
            pass

    async def outermost(scope, receive, send):
        if scope["type"] == "lifespan":
            return await app(scope, receive, send)
        chosen = choose(scope["headers"])
        request_id.set(chosen)
        state = scope.setdefault("state", {})
        state["request_id"] = chosen
        status = None

        async def marked(message):
            nonlocal status
            if message["type"] in {"http.response.start", "websocket.accept"}:
                pair = (b"x-request-id", chosen.encode())
                message["headers"] = [*message.get("headers", ()), pair]
                status = message.get("status")
            await send(message)

        await app(scope, receive, marked)
        if scope["type"] == "http":
            line = f"{scope['method']} {scope['path']} {status}"
            carrier = state.get("carrier")
            write({"request_id": chosen, "message": line, "carrier": carrier})

    return outermost
