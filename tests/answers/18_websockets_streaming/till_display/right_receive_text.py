"""Receives text, takes the KeyError of a binary frame, and counts in a set and a context."""

import contextlib
from itertools import count

from fastapi import APIRouter, FastAPI, WebSocket, WebSocketDisconnect
from pydantic import BaseModel


class Counts(BaseModel):
    open: int
    lines: int


def create_app() -> FastAPI:
    router = APIRouter()
    sockets: set[WebSocket] = set()
    answered: list[str] = []

    @contextlib.asynccontextmanager
    async def registered(socket: WebSocket):
        await socket.accept()
        sockets.add(socket)
        try:
            yield
        except WebSocketDisconnect:
            pass
        finally:
            sockets.discard(socket)

    @router.websocket("/display")
    async def display(socket: WebSocket) -> None:
        async with registered(socket):
            for number in count(1):
                try:
                    text = await socket.receive_text()
                except KeyError:
                    await socket.close(code=1003)
                    return
                if text == "bye":
                    await socket.close()
                    return
                await socket.send_json({"line": number, "text": text.upper()})
                answered.append(text)

    @router.get("/displays")
    def displays() -> Counts:
        return Counts(open=len(sockets), lines=len(answered))

    app = FastAPI()
    app.include_router(router)
    return app
