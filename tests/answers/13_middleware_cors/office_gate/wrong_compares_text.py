"""compare_digest on text raises for a key that is not ASCII: a 500 for the asking.

Fails: test_wrong_keys_are_401
"""

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
    from secrets import compare_digest

    from fastapi.middleware.cors import CORSMiddleware
    from fastapi.responses import JSONResponse
    from starlette.datastructures import Headers

    class Gate:
        def __init__(self, app, key):
            self.app, self.key = app, key

        def passes(self, scope):
            if scope["type"] == "http" and scope["method"] == "GET":
                if scope["path"] == "/health":
                    return True
            sent = Headers(scope=scope).get("x-office-key", "")
            return compare_digest(sent, self.key)

        async def __call__(self, scope, receive, send):
            if scope["type"] not in ("http", "websocket") or self.passes(scope):
                await self.app(scope, receive, send)
            elif scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
            else:
                headers = {"WWW-Authenticate": "OfficeKey"}
                body = {"detail": "Office key required"}
                await JSONResponse(body, 401, headers)(scope, receive, send)

    app = build_office()
    app.add_middleware(Gate, key=key)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["https://office.example"],
        allow_headers=["X-Office-Key"],
    )
    return app
