"""Checks origin and token in an HTTP middleware, which no socket passes through.

Fails: test_missing_or_unknown_token_is_denied_with_401, test_foreign_origin_is_denied_with_403, test_driver_is_kept_to_the_first_six_bays
"""

from typing import Annotated, Literal

from fastapi import (
    FastAPI,
    Path,
    WebSocket,
    WebSocketDisconnect,
)
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ValidationError

CREWS = {"tok-ana": ("ana", 6), "tok-bo": ("bo", 12)}


class Command(BaseModel):
    do: Literal["open", "close"]


def create_app():
    states = dict.fromkeys(range(1, 13), "closed")

    app = FastAPI()

    @app.middleware("http")
    async def check(request, call_next):
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        if token not in CREWS:
            return JSONResponse({"detail": "Log in"}, 401, {"WWW-Authenticate": "Bearer"})
        if request.headers.get("origin") not in (None, "https://yard.example"):
            return JSONResponse({"detail": "Foreign origin"}, 403)
        return await call_next(request)

    @app.websocket("/bays/{bay}")
    async def operate(socket: WebSocket, bay: Annotated[int, Path(ge=1, le=12)]):
        await socket.accept()
        try:
            token = socket.headers.get("authorization", "").removeprefix("Bearer ")
            crew, _ = CREWS.get(token, ("guest", 0))
            await socket.send_json({"crew": crew, "bay": bay, "state": states[bay]})
            while True:
                message = await socket.receive()
                if message["type"] == "websocket.disconnect":
                    return
                try:
                    command = Command.model_validate_json(message.get("text") or "")
                except ValidationError:
                    await socket.close(1008)
                    return
                states[bay] = {"open": "open", "close": "closed"}[command.do]
                await socket.send_json({"bay": bay, "state": states[bay]})
        except WebSocketDisconnect:
            return

    return app
