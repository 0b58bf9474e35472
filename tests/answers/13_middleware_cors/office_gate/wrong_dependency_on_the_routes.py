"""Puts the check on the routes as a dependency: archive, docs, unknown paths and validation go round it.

Fails: test_without_a_key_the_answer_is_401_json, test_only_health_itself_is_open, test_socket_needs_the_key_too
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
    from typing import Annotated

    from fastapi import Depends, Header, HTTPException
    from fastapi.middleware.cors import CORSMiddleware

    def known(x_office_key: Annotated[str | None, Header()] = None):
        if x_office_key != key:
            headers = {"WWW-Authenticate": "OfficeKey"}
            raise HTTPException(401, "Office key required", headers)

    app = FastAPI()
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["https://office.example"],
        allow_headers=["X-Office-Key"],
    )
    office = build_office()
    health, report = [r for r in office.routes if r.path in ("/health", "/reports/{number}")]
    app.get("/health")(health.endpoint)
    app.get("/reports/{number}", dependencies=[Depends(known)])(report.endpoint)
    app.mount("/", office)
    return app
