"""No add_middleware: calls the classes around each other and returns the outermost one."""

from uuid import uuid4

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import JSONResponse
from starlette.datastructures import Headers, MutableHeaders

PAGE = {
    "allow_origins": ["https://harbour.example"],
    "allow_headers": ["X-Key", "X-Request-ID"],
    "expose_headers": ["X-Request-ID"],
}
KEYS = {"k-north": "north", "k-south": "south"}


class RequestId:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        async def send_with_id(message):
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["X-Request-ID"] = request_id
            await send(message)

        if scope["type"] == "http":
            request_id = Headers(scope=scope).get("x-request-id") or str(uuid4())
            await self.app(scope, receive, send_with_id)
        else:
            await self.app(scope, receive, send)


class KeyGate:
    def __init__(self, app, keys):
        self.app, self.keys = app, keys

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope["customer"] = self.keys.get(Headers(scope=scope).get("x-key", ""))
        refusal = JSONResponse({"detail": "Key required"}, 401)
        inner = self.app if scope["customer"] else refusal
        await inner(scope, receive, send)


class Meter:
    def __init__(self, app, usage):
        self.app, self.usage = app, usage

    async def __call__(self, scope, receive, send):
        customer = scope.get("customer")

        async def count(message):
            if customer:
                size = len(message.get("body", b""))
                self.usage[customer] = self.usage.get(customer, 0) + size
            await send(message)

        await self.app(scope, receive, count)


def add_harbour_routes(app, usage):
    @app.get("/tides")
    async def tides():
        return [{"hour": hour, "metres": 2.5} for hour in range(60)]

    @app.get("/usage")
    async def read_usage():
        return usage


def create_app():
    usage = {}
    app = FastAPI()
    add_harbour_routes(app, usage)
    billed = Meter(GZipMiddleware(app, minimum_size=500), usage)
    return RequestId(CORSMiddleware(KeyGate(billed, KEYS), **PAGE))
