"""Thinks that returning from the function closes the socket with 1000.

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
            while (text := await socket.receive_text()) != "bye":
                line += 1
                await socket.send_json({"line": line, "text": text.upper()})
                counts["lines"] += 1
        except (WebSocketDisconnect, KeyError):
            pass
        finally:
            counts["open"] -= 1

    @app.get("/displays")
    async def displays():
        return counts

    return app
