"""Lets OPTIONS through a gate outside of CORS; the page still cannot read the 401.

Fails: test_only_health_itself_is_open, test_page_gets_its_preflight_and_can_read_the_401
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
            self.app, self.key = app, key.encode()

        def passes(self, scope):
            if scope["type"] == "http" and scope["method"] == "GET":
                if scope["path"] == "/health":
                    return True
            if scope.get("method") == "OPTIONS":
                return True
            sent = Headers(scope=scope).get("x-office-key", "")
            return compare_digest(sent.encode("latin-1"), self.key)

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
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["https://office.example"],
        allow_headers=["X-Office-Key"],
    )
    app.add_middleware(Gate, key=key)
    return app
