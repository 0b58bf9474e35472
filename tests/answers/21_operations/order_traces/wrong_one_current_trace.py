"""Keeps the trace id of the current request in one variable of the app.

Fails: test_probes_and_neighbours_leave_no_trace
"""

import json
import re
import secrets
import traceback
from datetime import UTC, datetime

from fastapi import APIRouter, FastAPI, HTTPException


def create_app(write, export):
    current = {"trace_id": None}

    def log(level, message, **more):
        now = datetime.now(UTC).isoformat()
        line = {"time": now, "level": level, "message": message, **current, **more}
        write(json.dumps(line))

    class Traced:
        def __init__(self, app):
            self.app = app

        async def __call__(self, scope, receive, send):
            if scope["type"] != "http" or scope["path"] == "/livez":
                return await self.app(scope, receive, send)
            sent = dict(scope["headers"]).get(b"traceparent", b"").decode("latin-1")
            found = re.fullmatch("00-([0-9a-f]{32})-([0-9a-f]{16})-01", sent)
            trace_id, parent_id = found.groups() if found else (secrets.token_hex(16), None)
            current["trace_id"] = trace_id
            status = 500

            async def stamped(message):
                nonlocal status
                if message["type"] == "http.response.start":
                    status = message["status"]
                    message["headers"].append((b"x-trace-id", trace_id.encode()))
                await send(message)

            try:
                await self.app(scope, receive, stamped)
            except Exception as error:
                text = "".join(traceback.format_exception(error))
                log("ERROR", "crash", error=type(error).__name__, traceback=text)
                raise
            finally:
                log("INFO", "request", method=scope["method"], path=scope["path"], status=status)
                route = re.sub("^/v1/orders/[^/]+$", "/v1/orders/{order_id}", scope["path"])
                name = f"{scope['method']} {route}" if route != scope["path"] else scope["method"]
                ids = {"trace_id": trace_id, "parent_id": parent_id}
                export({"name": name, "status": status, **ids})

    app = FastAPI()
    router = APIRouter(prefix="/v1")

    @app.get("/livez")
    async def livez():
        return {"status": "alive"}

    @router.get("/orders/{order_id}")
    async def read_order(order_id: int):
        log("INFO", "reading order", order_id=order_id)
        if order_id == 13:
            raise RuntimeError("no such shelf")
        if not 0 < order_id < 100:
            raise HTTPException(404)
        return {"order_id": order_id}

    app.include_router(router)
    return Traced(app)
