"""Makes https work with a star.

Fails: test_stranger_is_who_he_is, test_chain_is_read_from_the_right, test_sockets_are_told_the_truth_too
"""

from fastapi import FastAPI, Request, Response, WebSocket
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware


def create_app(trusted: list[str]) -> FastAPI:
    app = FastAPI(title="Lockers")
    app.add_middleware(ProxyHeadersMiddleware, trusted_hosts="*")

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
