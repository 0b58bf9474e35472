"""Accepts first, so that it can tell the reason in a close code.

Fails: test_missing_or_unknown_token_is_denied_with_401, test_foreign_origin_is_denied_with_403, test_driver_is_kept_to_the_first_six_bays
"""

from typing import Annotated, Literal

from fastapi import (
    FastAPI,
    Path,
    WebSocket,
    WebSocketDisconnect,
)
from pydantic import BaseModel, ValidationError

CREWS = {"tok-ana": ("ana", 6), "tok-bo": ("bo", 12)}


class Command(BaseModel):
    do: Literal["open", "close"]


def create_app():
    states = dict.fromkeys(range(1, 13), "closed")

    app = FastAPI()

    @app.websocket("/bays/{bay}")
    async def operate(socket: WebSocket, bay: Annotated[int, Path(ge=1, le=12)]):
        await socket.accept()
        try:
            token = socket.headers.get("authorization", "").removeprefix("Bearer ")
            origin = socket.headers.get("origin", "https://yard.example")
            crew, highest = CREWS.get(token, ("", 0))
            if origin != "https://yard.example" or bay > highest:
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
