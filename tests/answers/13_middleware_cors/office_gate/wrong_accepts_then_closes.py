"""Accepts the socket and closes it then.

Fails: test_socket_needs_the_key_too
"""

from secrets import compare_digest

from fastapi import FastAPI, WebSocket
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse


def build_office() -> FastAPI:
    app, archive, opened = FastAPI(), FastAPI(), []

    @app.get("/health")
    async def health():
        return {"opened": len(opened)}

    @app.get("/reports/{number}")
    async def read_report(number: int):
        opened.append(number)
        return {"report": number}

    @archive.get("/{year}")
    async def read_year(year: int):
        opened.append(year)
        return {"year": year}

    @app.websocket("/live")
    async def live(socket: WebSocket):
        await socket.accept()
        await socket.send_json({"open": True})
        await socket.close()

    app.mount("/archive", archive)
    return app


class Gate:
    def __init__(self, app, key: str):
        self.app = app
        self.key = key.encode()

    def opens(self, scope):
        if scope["type"] not in ("http", "websocket"):
            return True
        if (scope["type"], scope["path"]) == ("http", "/health"):
            if scope["method"] == "GET":
                return True
        sent = [v for name, v in scope["headers"] if name.lower() == b"x-office-key"]
        return len(sent) == 1 and compare_digest(sent[0], self.key)

    async def __call__(self, scope, receive, send):
        if self.opens(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
            await send({"type": "websocket.close", "code": 1008})
        else:
            refusal = JSONResponse(
                {"detail": "Office key required"}, 401, {"WWW-Authenticate": "OfficeKey"}
            )
            await refusal(scope, receive, send)


def create_app(key: str):
    app = build_office()
    app.add_middleware(Gate, key=key)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["https://office.example"],
        allow_methods=["GET"],
        allow_headers=["X-Office-Key"],
    )
    return app
