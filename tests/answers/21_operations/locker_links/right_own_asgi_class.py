"""A layer of our own around the app, with the ipaddress module."""

import ipaddress

from fastapi import FastAPI, Request, Response, WebSocket


class OwnProxies:
    def __init__(self, app, trusted):
        self.app = app
        self.networks = [ipaddress.ip_network(entry) for entry in trusted]

    def knows(self, address):
        try:
            parsed = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(parsed in network for network in self.networks)

    async def __call__(self, scope, receive, send):
        if scope["type"] != "lifespan" and scope["client"] and self.knows(scope["client"][0]):
            scope = dict(scope)
            headers = [(k.decode(), v.decode("latin-1")) for k, v in scope["headers"]]
            lines = [v for k, v in headers if k == "x-forwarded-for"]
            chain = [part.strip() for part in ",".join(lines).split(",") if part.strip()]
            if chain:
                strangers = [address for address in chain if not self.knows(address)]
                scope["client"] = ((strangers[-1:] or chain[:1])[0], 0)
            scheme = dict(headers).get("x-forwarded-proto", "").strip().lower()
            if scheme in ("http", "https"):
                if scope["type"] == "websocket":
                    scheme = {"http": "ws", "https": "wss"}[scheme]
                scope["scheme"] = scheme
        await self.app(scope, receive, send)


def create_app(trusted: list[str]) -> object:
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
        response.headers["Location"] = str(request.url_for("read_code", code=7))
        return {"code": 7}

    @app.get("/codes/{code}")
    async def read_code(code: int, request: Request) -> dict[str, int | str]:
        return {"code": code, "url": str(request.url_for("read_code", code=code))}

    return OwnProxies(app, trusted)
