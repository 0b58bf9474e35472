"""Tells a binary frame by its content, so an empty one is neither text nor binary.

Fails: test_a_binary_frame_is_closed_with_1003
"""

from fastapi import FastAPI, WebSocket


def create_app() -> FastAPI:
    from fastapi import WebSocketDisconnect

    app = FastAPI()
    counts = {"open": 0, "lines": 0}

    async def talk(socket: WebSocket) -> int:
        """Answers lines until the socket has to be closed; with which code."""
        line = 0
        while True:
            message = await socket.receive()
            if message["type"] == "websocket.disconnect":
                raise WebSocketDisconnect(message["code"])
            text = message.get("text")
            if message.get("bytes"):
                return 1003
            if text is None:
                continue
            if text == "bye":
                return 1000
            line += 1
            await socket.send_json({"line": line, "text": text.upper()})
            counts["lines"] += 1

    @app.websocket("/display")
    async def display(socket: WebSocket) -> None:
        counts["open"] += 1
        try:
            await socket.accept()
            await socket.close(await talk(socket))
        except WebSocketDisconnect:
            pass
        finally:
            counts["open"] -= 1

    @app.get("/displays")
    async def displays() -> dict[str, int]:
        return counts

    return app
