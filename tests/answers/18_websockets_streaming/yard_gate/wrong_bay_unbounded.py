"""Looks the bay up after the accept.

Fails: test_impossible_bay_is_refused_before_the_accept
"""

from typing import Annotated, Literal

from fastapi import (
    Depends,
    FastAPI,
    Header,
    HTTPException,
    WebSocket,
    WebSocketDisconnect,
)
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, ValidationError

CREWS = {"tok-ana": ("ana", 6), "tok-bo": ("bo", 12)}


class Command(BaseModel):
    do: Literal["open", "close"]


def create_app():
    states = dict.fromkeys(range(1, 13), "closed")

    def from_our_pages(origin: Annotated[str | None, Header()] = None):
        if origin not in (None, "https://yard.example"):
            raise HTTPException(403)

    def admitted(
        token: Annotated[HTTPAuthorizationCredentials | None, Depends(HTTPBearer())],
        bay: int,
    ):
        if token is None or token.credentials not in CREWS:
            raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
        crew, highest = CREWS[token.credentials]
        if bay > highest:
            raise HTTPException(403)
        return crew

    app = FastAPI(dependencies=[Depends(from_our_pages)])

    @app.websocket("/bays/{bay}")
    async def operate(
        socket: WebSocket,
        bay: int,
        crew: Annotated[str, Depends(admitted)],
    ):
        await socket.accept()
        try:
            if bay not in states:
                await socket.close(1008)
                return
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
