"""Cleans up after the wait, without a `finally`: a server does not cancel who has left."""

import asyncio
from typing import Annotated

from fastapi import FastAPI, HTTPException, Query, WebSocket, WebSocketDisconnect


class Member:
    def __init__(self, backlog):
        self.box = asyncio.Queue(backlog)
        self.tasks = []

    def put(self, frame):
        try:
            self.box.put_nowait(frame)
        except asyncio.QueueFull:
            for task in self.tasks:
                task.cancel()


def create_app(backlog=100):
    app = FastAPI()
    rooms = {}

    def tell(room, frame):
        for member in list(rooms.get(room, {}).values()):
            member.put(frame)

    async def listen(socket, room, name):
        async for text in socket.iter_text():
            tell(room, {"from": name, "text": text})

    async def write(socket, room, name, box):
        try:
            while True:
                await socket.send_json(await box.get())
        except WebSocketDisconnect:
            return

    @app.websocket("/rooms/{room}")
    async def join(
        socket: WebSocket, room: str, name: Annotated[str, Query(min_length=1, max_length=20)]
    ):
        if name in rooms.get(room, {}):
            raise HTTPException(409)
        tell(room, {"joined": name})
        members = rooms.setdefault(room, {})
        me = members[name] = Member(backlog)
        me.put({"members": sorted(members)})
        await socket.accept()
        me.tasks = [
            asyncio.create_task(listen(socket, room, name)),
            asyncio.create_task(write(socket, room, name, me.box)),
        ]
        await asyncio.wait(me.tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in me.tasks:
            task.cancel()
        await asyncio.gather(*me.tasks, return_exceptions=True)
        if members.get(name) is me:
            del members[name]
            tell(room, {"left": name})

    @app.get("/rooms/{room}")
    async def who(room: str):
        return {"members": sorted(rooms.get(room, {}))}

    return app
