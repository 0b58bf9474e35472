"""A function with call_next for HTTP, a small class of its own for sockets."""

from fastapi import FastAPI, WebSocket


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


def create_app(key: str):
    from fastapi.middleware.cors import CORSMiddleware
    from fastapi.responses import JSONResponse

    app = build_office()

    @app.middleware("http")
    async def gate(request, call_next):
        health = request.method == "GET" and request.url.path == "/health"
        sent = request.headers.get("x-office-key", "")
        if health or sent == key:
            return await call_next(request)
        body, headers = {"detail": "Office key required"}, {"WWW-Authenticate": "OfficeKey"}
        return JSONResponse(body, 401, headers)

    class SocketGate:
        def __init__(self, app):
            self.app = app

        async def __call__(self, scope, receive, send):
            if scope["type"] == "websocket":
                socket = WebSocket(scope, receive, send)
                if socket.headers.get("x-office-key") != key:
                    return await socket.close(1008)
            await self.app(scope, receive, send)

    app.add_middleware(SocketGate)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["https://office.example"],
        allow_headers=["X-Office-Key"],
    )
    return app
