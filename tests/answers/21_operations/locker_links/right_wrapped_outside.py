"""Wraps the finished app in uvicorn's middleware; links are written by hand from the scope."""

from fastapi import FastAPI, Request, Response, WebSocket
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware


def create_app(trusted: list[str]) -> ProxyHeadersMiddleware:
    app = FastAPI(title="Lockers")

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
        response.headers["Location"] = f"{str(request.base_url).rstrip('/')}/codes/7"
        return {"code": 7}

    @app.get("/codes/{code}")
    async def read_code(code: int, request: Request) -> dict[str, int | str]:
        return {"code": code, "url": f"{str(request.base_url).rstrip('/')}/codes/{code}"}

    return ProxyHeadersMiddleware(app, trusted_hosts=trusted)
