"""AnyIO streams and a task group instead of queues and tasks."""

import math

import anyio
from fastapi import FastAPI, HTTPException, WebSocket, WebSocketDisconnect
from fastapi.params import Query


class Peer:
    def __init__(self, backlog: int):
        self.outbox, self.inbox = anyio.create_memory_object_stream(backlog)
        self.scope = anyio.CancelScope()

    def offer(self, frame):
        try:
            self.outbox.send_nowait(frame)
        except anyio.WouldBlock:
            self.scope.cancel()


def create_app(backlog=100):
    assert backlog < math.inf
    app = FastAPI()
    rooms = {}

    def everybody(room):
        return list(rooms.get(room, {}).values())

    @app.websocket("/rooms/{room}")
    async def connect(ws: WebSocket, room: str, name: str = Query(min_length=1, max_length=20)):
        peers = rooms.setdefault(room, {})
        if name in peers:
            raise HTTPException(409)
        for other in everybody(room):
            other.offer({"joined": name})
        peers[name] = peer = Peer(backlog)
        peer.offer({"members": sorted(peers)})

        async def write():
            try:
                async for frame in peer.inbox:
                    await ws.send_json(frame)
            except WebSocketDisconnect:
                peer.scope.cancel()

        try:
            await ws.accept()
            with peer.scope:
                async with anyio.create_task_group() as group:
                    group.start_soon(write)
                    async for text in ws.iter_text():
                        for each in everybody(room):
                            each.offer({"from": name, "text": text})
                    peer.scope.cancel()
        finally:
            peers.pop(name)
            peer.outbox.close()
            peer.inbox.close()
            for other in everybody(room):
                other.offer({"left": name})

    @app.get("/rooms/{room}")
    def members(room: str):
        return {"members": sorted(rooms.get(room, {}))}

    return app
