"""Expects a context variable of the route to be visible after call_next.

Fails: test_id_is_in_answer_header_and_lines, test_background_line_has_the_id, test_end_line_names_status_and_carrier, test_ids_do_not_mix
"""

import re
from contextvars import ContextVar
from uuid import uuid4

from fastapi import BackgroundTasks, FastAPI, HTTPException, WebSocket

current = ContextVar("current", default=None)
carrier = ContextVar("carrier", default=None)


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
        write({"request_id": request_id, "message": end, "carrier": carrier.get()})
        return response

    def find(number):
        if not 1 <= number <= 100:
            raise HTTPException(404, "No such parcel")
        carrier.set("road" if number % 2 else "rail")

    @app.get("/parcels/{number}")
    async def read_parcel(number: int):
        find(number)
        log(f"reading parcel {number}")
        return {"number": number, "request_id": current.get()}

    @app.post("/parcels/{number}/lost", status_code=202)
    async def report_lost(number: int, tasks: BackgroundTasks):
        find(number)
        tasks.add_task(log, f"searching parcel {number}")

    @app.websocket("/track")
    async def track(socket: WebSocket):
        sent = socket.headers.get("x-request-id", "")
        good = re.fullmatch(r"[A-Za-z0-9-]{8,64}", sent)
        current.set(sent if good else str(uuid4()))
        await socket.accept(headers=[(b"x-request-id", current.get().encode())])
        async for text in socket.iter_text():
            log(f"tracking parcel {int(text)}")
            await socket.send_json({"number": int(text), "request_id": current.get()})

    return app
