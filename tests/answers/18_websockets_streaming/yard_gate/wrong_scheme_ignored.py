"""Takes the last word of the Authorization header for the token.

Fails: test_missing_or_unknown_token_is_denied_with_401
"""

from fastapi import FastAPI, WebSocket


def create_app() -> FastAPI:
    from typing import Annotated, Literal

    from fastapi import Depends, Header, HTTPException, Path, WebSocketDisconnect
    from pydantic import BaseModel, ValidationError

    class Command(BaseModel):
        do: Literal["open", "close"]

    crews = {"tok-ana": ("ana", 6), "tok-bo": ("bo", 12)}
    states = dict.fromkeys(range(1, 13), "closed")
    result = {"open": "open", "close": "closed"}

    def from_our_pages(origin: Annotated[str | None, Header()] = None) -> None:
        if origin not in (None, "https://yard.example"):
            raise HTTPException(403, "Foreign origin")

    def admitted(
        bay: Annotated[int, Path(ge=1, le=12)],
        authorization: Annotated[str, Header()] = "",
    ) -> str:
        token = authorization.split(" ")[-1]
        if token not in crews:
            raise HTTPException(401, "Unknown token", {"WWW-Authenticate": "Bearer"})
        crew, highest = crews[token]
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
