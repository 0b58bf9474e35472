"""Counts a socket as closed only where WebSocketDisconnect is caught.

Fails: test_bye_is_closed_with_1000_by_the_server, test_a_binary_frame_is_closed_with_1003
"""

from fastapi import FastAPI, WebSocket, WebSocketDisconnect


def create_app():
    app = FastAPI()
    counts = {"open": 0, "lines": 0}

    @app.websocket("/display")
    async def display(socket: WebSocket):
        await socket.accept()
        counts["open"] += 1
        line = 0
        try:
            while True:
                message = await socket.receive()
                if message["type"] == "websocket.disconnect":
                    raise WebSocketDisconnect(message["code"])
                text = message.get("text")
                if text is None or text == "bye":
                    await socket.close(1003 if text is None else 1000)
                    return
                line += 1
                await socket.send_json({"line": line, "text": text.upper()})
                counts["lines"] += 1
        except WebSocketDisconnect:
            counts["open"] -= 1

    @app.get("/displays")
    async def displays():
        return counts

    return app
