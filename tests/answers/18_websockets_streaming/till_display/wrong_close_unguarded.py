"""Guards receiving and sending, but closes where nothing is caught.

Fails: test_a_client_that_dies_while_being_answered_is_no_exception
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
            if text is None:
                return 1003
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
            code = await talk(socket)
        except WebSocketDisconnect:
            return
        finally:
            counts["open"] -= 1
        await socket.close(code)

    @app.get("/displays")
    async def displays() -> dict[str, int]:
        return counts

    return app
