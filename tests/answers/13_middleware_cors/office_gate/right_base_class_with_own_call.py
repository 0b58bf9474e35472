"""A BaseHTTPMiddleware whose __call__ looks at sockets first; preflights are answered by the gate's own layer of CORS for any origin."""

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
    import hmac

    from fastapi import Request
    from fastapi.middleware.cors import CORSMiddleware
    from fastapi.responses import JSONResponse
    from starlette.middleware.base import BaseHTTPMiddleware
    from starlette.requests import HTTPConnection

    def known(connection):
        sent = connection.headers.get("X-Office-Key", "")
        return hmac.compare_digest(sent.encode(), key.encode())

    class Gate(BaseHTTPMiddleware):
        async def __call__(self, scope, receive, send):
            if scope["type"] == "websocket" and not known(HTTPConnection(scope)):
                await send({"type": "websocket.close"})
            else:
                await super().__call__(scope, receive, send)

        async def dispatch(self, request: Request, call_next):
            if known(request) or (request.method, request.url.path) == ("GET", "/health"):
                return await call_next(request)
            headers = {"WWW-Authenticate": "OfficeKey"}
            return JSONResponse({"detail": "Office key required"}, 401, headers=headers)

    app = build_office()
    app.add_middleware(Gate)
    app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_headers=["*"])
    return app
