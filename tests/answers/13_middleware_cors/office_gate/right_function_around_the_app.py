"""No class: a function around the office, and CORSMiddleware called by hand around that."""

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

    office = build_office()
    refusal = JSONResponse(
        {"detail": "Office key required"}, 401, {"WWW-Authenticate": "OfficeKey"}
    )

    async def gate(scope, receive, send):
        if scope["type"] == "lifespan":
            return await office(scope, receive, send)
        keys = [value for name, value in scope["headers"] if name == b"x-office-key"]
        if keys == [key.encode()] or (scope.get("method"), scope["path"]) == ("GET", "/health"):
            return await office(scope, receive, send)
        if scope["type"] == "websocket":
            await receive()
            return await send({"type": "websocket.close", "code": 4401, "reason": "key"})
        await refusal(scope, receive, send)

    return CORSMiddleware(
        gate, allow_origins=["https://office.example"], allow_headers=["x-office-key"]
    )
