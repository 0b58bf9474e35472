"""Compares the peer as a text, so that a network trusts nobody.

Fails: test_behind_our_proxy_links_are_the_callers
"""

from fastapi import FastAPI, Request, Response, WebSocket
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware


def create_app(trusted: list[str]) -> FastAPI:
    app = FastAPI(title="Lockers")
    literals = [entry for entry in trusted if "/" not in entry]
    app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=literals)

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
