"""Leaves sockets to @app.middleware('http'), which never sees them.

Fails: test_socket_has_one_id, test_ids_do_not_mix, test_id_of_the_wrong_form_is_replaced
"""

import re
from contextvars import ContextVar
from uuid import uuid4

from fastapi import BackgroundTasks, FastAPI, HTTPException, Request, WebSocket

current = ContextVar("current", default=None)


def create_app(write):
    app = FastAPI()

    def log(message):
        write({"request_id": current.get(), "message": message})

    @app.middleware("http")
    async def request_ids(request, call_next):
        sent = request.headers.get("x-request-id", "")
        good = re.fullmatch(r"[A-Za-z0-9-]{8,64}", sent)
        request_id = sent if good else str(uuid4())
        current.set(request_id)
        response = await call_next(request)
        response.headers["X-Request-ID"] = request_id
        end = f"{request.method} {request.url.path} {response.status_code}"
        write(
            {
                "request_id": request_id,
                "message": end,
                "carrier": getattr(request.state, "carrier", None),
            }
        )
        return response

    def find(request, number):
        if not 1 <= number <= 100:
            raise HTTPException(404, "No such parcel")
        request.state.carrier = "road" if number % 2 else "rail"

    @app.get("/parcels/{number}")
    async def read_parcel(request: Request, number: int):
        find(request, number)
        log(f"reading parcel {number}")
        return {"number": number, "request_id": current.get()}

    @app.post("/parcels/{number}/lost", status_code=202)
    async def report_lost(request: Request, number: int, tasks: BackgroundTasks):
        find(request, number)
        tasks.add_task(log, f"searching parcel {number}")

    @app.websocket("/track")
    async def track(socket: WebSocket):
        await socket.accept()
        async for text in socket.iter_text():
            log(f"tracking parcel {int(text)}")
            await socket.send_json({"number": int(text), "request_id": current.get()})

    return app
