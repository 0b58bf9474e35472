"""Takes every scheme that the header names.

Fails: test_proxy_header_is_not_taken_at_its_word
"""

from ipaddress import ip_address, ip_network

from fastapi import FastAPI, Request, Response, WebSocket


def create_app(trusted: list[str]) -> FastAPI:
    app = FastAPI(title="Lockers")

    @app.middleware("http")
    async def forwarded(request: Request, call_next):
        peer = ip_address(request.client.host)
        if any(peer in ip_network(entry) for entry in trusted):
            chain = ",".join(request.headers.getlist("X-Forwarded-For")).split(",")
            chain = [part.strip() for part in chain if part.strip()]
            strangers = [
                part
                for part in chain
                if not any(ip_address(part) in ip_network(entry) for entry in trusted)
            ]
            if chain:
                request.scope["client"] = (strangers[-1] if strangers else chain[0], 0)
            scheme = request.headers.get("X-Forwarded-Proto")
            if scheme:
                request.scope["scheme"] = scheme
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
