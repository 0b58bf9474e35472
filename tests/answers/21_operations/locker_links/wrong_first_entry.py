"""Checks the peer, then takes the first entry of the chain.

Fails: test_chain_is_read_from_the_right
"""

from ipaddress import ip_address, ip_network

from fastapi import FastAPI, Request, Response, WebSocket


def create_app(trusted: list[str]) -> FastAPI:
    app = FastAPI(title="Lockers")

    @app.middleware("http")
    async def forwarded(request: Request, call_next):
        peer = ip_address(request.client.host)
        if any(peer in ip_network(entry) for entry in trusted):
            if chain := request.headers.get("X-Forwarded-For"):
                request.scope["client"] = (chain.split(",")[0].strip(), 0)
            if request.headers.get("X-Forwarded-Proto") in ("http", "https"):
                request.scope["scheme"] = request.headers["X-Forwarded-Proto"]
        return await call_next(request)

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
