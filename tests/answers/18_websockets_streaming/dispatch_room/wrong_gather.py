"""Sends to all at once and waits for all, so the slowest sets the pace.

Fails: test_a_connection_that_is_stuck_delays_nobody, test_a_member_with_too_much_waiting_is_dropped
"""

import asyncio
from typing import Annotated

from fastapi import FastAPI, HTTPException, Query, WebSocket


def create_app(backlog=100):
    app = FastAPI()
    rooms = {}

    async def tell(room, frame):
        members = dict(rooms.get(room, {}))
        sends = [socket.send_json(frame) for socket in members.values()]
        results = await asyncio.gather(*sends, return_exceptions=True)
        for name, result in zip(members, results, strict=True):
            if isinstance(result, Exception):
                await leave(room, name)

    async def leave(room, name):
        if rooms[room].pop(name, None):
            await tell(room, {"left": name})

    @app.websocket("/rooms/{room}")
    async def join(
        socket: WebSocket, room: str, name: Annotated[str, Query(min_length=1, max_length=20)]
    ):
        members = rooms.setdefault(room, {})
        if name in members:
            raise HTTPException(409)
        await socket.accept()
        await tell(room, {"joined": name})
        members[name] = socket
        try:
            await socket.send_json({"members": sorted(members)})
            async for text in socket.iter_text():
                await tell(room, {"from": name, "text": text})
        finally:
            await leave(room, name)

    @app.get("/rooms/{room}")
    async def who(room: str):
        return {"members": sorted(rooms.get(room, {}))}

    return app
