"""Asks whether there is an Origin by its truth value.

Fails: test_foreign_origin_is_denied_with_403
"""

from fastapi import FastAPI, WebSocket


def create_app() -> FastAPI:
    from typing import Annotated, Literal

    from fastapi import Depends, Header, HTTPException, Path, WebSocketDisconnect
    from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
    from pydantic import BaseModel, ValidationError

    class Command(BaseModel):
        do: Literal["open", "close"]

    crews = {"tok-ana": ("ana", 6), "tok-bo": ("bo", 12)}
    states = dict.fromkeys(range(1, 13), "closed")
    result = {"open": "open", "close": "closed"}

    def from_our_pages(origin: Annotated[str | None, Header()] = None) -> None:
        if origin and origin != "https://yard.example":
            raise HTTPException(403, "Foreign origin")

    def admitted(
        token: Annotated[HTTPAuthorizationCredentials, Depends(HTTPBearer())],
        bay: Annotated[int, Path(ge=1, le=12)],
    ) -> str:
        if token.credentials not in crews:
            raise HTTPException(401, "Unknown token", {"WWW-Authenticate": "Bearer"})
        crew, highest = crews[token.credentials]
        if bay > highest:
            raise HTTPException(403, "Not your bay")
        return crew

    app = FastAPI(dependencies=[Depends(from_our_pages)])

    @app.websocket("/bays/{bay}")
    async def operate(
        socket: WebSocket,
        bay: Annotated[int, Path(ge=1, le=12)],
        crew: Annotated[str, Depends(admitted)],
    ) -> None:
        try:
            await socket.accept()
            await socket.send_json({"crew": crew, "bay": bay, "state": states[bay]})
            while (message := await socket.receive())["type"] == "websocket.receive":
                try:
                    command = Command.model_validate_json(message.get("text") or "")
                except ValidationError:
                    await socket.close(1008)
                    return
                states[bay] = result[command.do]
                await socket.send_json({"bay": bay, "state": states[bay]})
        except WebSocketDisconnect:
            pass

    return app
