"""Added with add_middleware; sends the 500 itself and raises again. Sync routes, whole numbers."""

import time

from fastapi import FastAPI, HTTPException, Query
from fastapi.responses import PlainTextResponse


class Timing:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        begun, sent = time.monotonic_ns(), []

        async def stamped(message):
            if message["type"] == "http.response.start":
                sent.append(True)
                spent = (time.monotonic_ns() - begun) // 1_000_000
                extra = (b"x-elapsed-ms", str(spent).encode())
                message = {**message, "headers": [*message.get("headers", []), extra]}
            await send(message)

        try:
            await self.app(scope, receive, stamped)
        except Exception:
            if not sent:
                await PlainTextResponse("Sorry", 500)(scope, receive, stamped)
            raise


def create_app():
    app = FastAPI()
    app.add_middleware(Timing)

    @app.get("/quotes/{quote_id}")
    def read_quote(quote_id: int):
        if quote_id == 1:
            return {"id": 1, "price": 120}
        raise HTTPException(status_code=404, detail="No such quote")

    @app.get("/slow")
    def slow(pause_ms: int = Query(ge=0, le=1000)):
        time.sleep(pause_ms / 1000)
        return {"paused_ms": pause_ms}

    @app.get("/crash")
    def crash():
        raise RuntimeError("ledger password is hunter2")

    return app
