"""One class-based dependency on a router, and WebSocketException for the 1008."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Annotated

from fastapi import (
    APIRouter,
    Depends,
    FastAPI,
    HTTPException,
    Path,
    WebSocket,
    WebSocketDisconnect,
    WebSocketException,
)
from pydantic import BaseModel, ValidationError


class Do(Enum):
    open = "open"
    close = "closed"


class Frame(BaseModel):
    do: str


@dataclass
class Yard:
    states: dict[int, str] = field(default_factory=dict)


class Crew:
    def __init__(self, socket: WebSocket, bay: Annotated[int, Path(gt=0, lt=13)]):
        origin = socket.headers.get("origin")
        if origin is not None and origin != "https://yard.example":
            raise HTTPException(status_code=403)
        known = {"Bearer tok-ana": ("ana", range(1, 7)), "Bearer tok-bo": ("bo", range(1, 13))}
        header = socket.headers.get("authorization")
        if header not in known:
            raise HTTPException(status_code=401, headers={"WWW-Authenticate": "Bearer"})
        self.name, bays = known[header]
        if bay not in bays:
            raise HTTPException(status_code=403)


def create_app() -> FastAPI:
    yard = Yard()
    router = APIRouter(prefix="/bays")

    @router.websocket("/{bay}")
    async def operate(socket: WebSocket, bay: int, crew: Annotated[Crew, Depends()]):
        await socket.accept()
        state = {"crew": crew.name, "bay": bay, "state": yard.states.get(bay, "closed")}
        while True:
            try:
                await socket.send_json(state)
                frame = Frame.model_validate_json(await socket.receive_text())
                yard.states[bay] = Do[frame.do].value
            except WebSocketDisconnect:
                return
            except (ValidationError, KeyError):
                raise WebSocketException(1008, "no such command") from None
            state = {"bay": bay, "state": yard.states[bay]}

    app = FastAPI()
    app.include_router(router)
    return app
