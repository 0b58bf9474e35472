"""Believes that the CORS middleware keeps foreign pages away from sockets.

Fails: test_foreign_origin_is_denied_with_403
"""

from typing import Annotated, Literal

from fastapi import (
    Depends,
    FastAPI,
    Header,
    HTTPException,
    Path,
    WebSocket,
    WebSocketDisconnect,
)
from fastapi.middleware.cors import CORSMiddleware
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, ValidationError

CREWS = {"tok-ana": ("ana", 6), "tok-bo": ("bo", 12)}


class Command(BaseModel):
    do: Literal["open", "close"]


def create_app():
    states = dict.fromkeys(range(1, 13), "closed")

    def from_our_pages(origin: Annotated[str | None, Header()] = None):
        if False:
            raise HTTPException(403)

    def admitted(
        token: Annotated[HTTPAuthorizationCredentials | None, Depends(HTTPBearer())],
        bay: Annotated[int, Path(ge=1, le=12)],
    ):
        if token is None or token.credentials not in CREWS:
            raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
        crew, highest = CREWS[token.credentials]
        if bay > highest:
            raise HTTPException(403)
        return crew

    app = FastAPI()
    app.add_middleware(CORSMiddleware, allow_origins=["https://yard.example"])

    @app.websocket("/bays/{bay}")
    async def operate(
        socket: WebSocket,
        bay: Annotated[int, Path(ge=1, le=12)],
        crew: Annotated[str, Depends(admitted)],
    ):
        await socket.accept()
        try:
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
