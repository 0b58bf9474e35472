"""Removes a failed member at once, and whoever has its name again when its function ends.

Fails: test_a_connection_that_fails_disturbs_nobody
"""

from fastapi import FastAPI, WebSocket


def create_app(backlog: int = 100) -> FastAPI:
    import asyncio
    from typing import Annotated, Any

    from fastapi import HTTPException, Query, WebSocketDisconnect

    class Member:
        def __init__(self, socket: WebSocket) -> None:
            self.socket = socket
            self.box: asyncio.Queue[dict[str, Any]] = asyncio.Queue(backlog)
            self.tasks: list[asyncio.Task[None]] = []

        def put(self, frame: dict[str, Any]) -> None:
            try:
                self.box.put_nowait(frame)
            except asyncio.QueueFull:
                self.drop()

        def drop(self) -> None:
            for task in self.tasks:
                task.cancel()

        async def send_what_waits(self, room: str, name: str) -> None:
            try:
                while True:
                    await self.socket.send_json(await self.box.get())
            except WebSocketDisconnect:
                leave(room, name)

    app = FastAPI()
    rooms: dict[str, dict[str, Member]] = {}

    def tell(room: str, frame: dict[str, Any]) -> None:
        for member in list(rooms.get(room, {}).values()):
            member.put(frame)

    def leave(room: str, name: str) -> None:
        if rooms[room].pop(name, None):
            tell(room, {"left": name})

    async def listen(socket: WebSocket, room: str, name: str) -> None:
        async for text in socket.iter_text():
            tell(room, {"from": name, "text": text})

    @app.websocket("/rooms/{room}")
    async def join(
        socket: WebSocket,
        room: str,
        name: Annotated[str, Query(min_length=1, max_length=20)],
    ) -> None:
        if name in rooms.get(room, {}):
            raise HTTPException(409, "This name is in the room already")
        tell(room, {"joined": name})
        members = rooms.setdefault(room, {})
        me = members[name] = Member(socket)
        me.put({"members": sorted(members)})
        try:
            await socket.accept()
            me.tasks = [
                asyncio.create_task(listen(socket, room, name)),
                asyncio.create_task(me.send_what_waits(room, name)),
            ]
            await asyncio.wait(me.tasks[:1])
        except WebSocketDisconnect:
            pass  # gone before it was accepted
        finally:
            me.drop()
            leave(room, name)
            await asyncio.gather(*me.tasks, return_exceptions=True)

    @app.get("/rooms/{room}")
    async def who(room: str) -> dict[str, list[str]]:
        return {"members": sorted(rooms.get(room, {}))}

    return app
