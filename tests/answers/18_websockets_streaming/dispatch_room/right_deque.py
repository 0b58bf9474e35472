"""A class for the room, a deque and an event for each member, checks made by hand."""

import asyncio
import json
from collections import defaultdict, deque

from fastapi import FastAPI, WebSocket, WebSocketDisconnect
from fastapi.responses import JSONResponse


class Line:
    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.frames: deque[str] = deque()
        self.wake = asyncio.Event()
        self.gone = False

    def add(self, frame: dict) -> None:
        if len(self.frames) >= self.limit:
            self.gone = True
        self.frames.append(json.dumps(frame))
        self.wake.set()

    def over(self) -> None:
        self.gone = True
        self.wake.set()


class Room:
    def __init__(self) -> None:
        self.lines: dict[str, Line] = {}

    def tell(self, frame: dict) -> None:
        for line in self.lines.values():
            line.add(frame)


def create_app(backlog: int = 100) -> FastAPI:
    app = FastAPI()
    rooms: defaultdict[str, Room] = defaultdict(Room)

    async def sender(socket: WebSocket, line: Line) -> None:
        while True:
            while line.frames:
                await socket.send_text(line.frames.popleft())
            line.wake.clear()
            await line.wake.wait()

    async def reader(socket: WebSocket, name: str, room: Room) -> None:
        while True:
            text = await socket.receive_text()
            room.tell({"from": name, "text": text})

    async def overflow(line: Line) -> None:
        while not line.gone:
            await asyncio.sleep(0.01)

    @app.websocket("/rooms/{number}")
    async def enter(socket: WebSocket, number: str) -> None:
        room, name = rooms[number], socket.query_params.get("name", "")
        if not 1 <= len(name) <= 20:
            await socket.send_denial_response(JSONResponse({}, 422))
            return
        if name in room.lines:
            await socket.send_denial_response(JSONResponse({}, 409))
            return
        room.tell({"joined": name})
        line = room.lines[name] = Line(backlog)
        line.add({"members": sorted(room.lines)})
        await socket.accept()
        tasks = [
            asyncio.ensure_future(job)
            for job in (sender(socket, line), reader(socket, name, room), overflow(line))
        ]
        try:
            done, _ = await asyncio.wait(tasks, return_when="FIRST_COMPLETED")
            for task in done:
                if task.exception() and not isinstance(task.exception(), WebSocketDisconnect):
                    raise task.exception()
        finally:
            for task in tasks:
                task.cancel()
            del room.lines[name]
            room.tell({"left": name})

    @app.get("/rooms/{number}")
    async def look(number: str) -> dict[str, list[str]]:
        return {"members": sorted(rooms[number].lines)}

    return app
