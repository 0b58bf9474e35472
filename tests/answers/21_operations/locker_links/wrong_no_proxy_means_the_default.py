"""Takes an empty list for a missing one and trusts the default.

Fails: test_stranger_is_who_he_is
"""

from fastapi import FastAPI, Request, Response, WebSocket
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware


class OnlyHttpProto:
    """Drops an X-Forwarded-Proto that is neither http nor https."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] in ("http", "websocket"):
            headers = [
                (name, value)
                for name, value in scope["headers"]
                if name != b"x-forwarded-proto" or value.strip() in (b"http", b"https")
            ]
            scope = {**scope, "headers": headers}
        await self.app(scope, receive, send)


def create_app(trusted: list[str]) -> FastAPI:
    app = FastAPI(title="Lockers")
    app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=trusted or "127.0.0.1")
    app.add_middleware(OnlyHttpProto)

    @app.get("/caller")
    async def caller(request: Request) -> dict[str, str]:
        return {"client": request.client.host, "scheme": request.url.scheme}

    @app.websocket("/caller")
    async def caller_socket(socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_json({"client": socket.client.host, "scheme": socket.url.scheme})
        await socket.close()

    @app.post("/codes", status_code=201)
    async def create_code(request: Request, response: Response) -> dict[str, int]:
        response.headers["Location"] = str(request.url_for("read_code", code=7))
        return {"code": 7}

    @app.get("/codes/{code}")
    async def read_code(code: int, request: Request) -> dict[str, int | str]:
        return {"code": code, "url": str(request.url_for("read_code", code=code))}

    return app
