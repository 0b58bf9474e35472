"""Sends to one socket after the other, with nothing around it.

Fails: test_a_connection_that_fails_disturbs_nobody, test_a_connection_that_is_stuck_delays_nobody, test_a_member_with_too_much_waiting_is_dropped
"""

from typing import Annotated

from fastapi import FastAPI, HTTPException, Query, WebSocket


def create_app(backlog=100):
    app = FastAPI()
    rooms = {}

    async def tell(room, frame):
        for socket in list(rooms.get(room, {}).values()):
            await socket.send_json(frame)

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
            del members[name]
            await tell(room, {"left": name})

    @app.get("/rooms/{room}")
    async def who(room: str):
        return {"members": sorted(rooms.get(room, {}))}

    return app
