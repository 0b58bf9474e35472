"""Numbers the lines of all connections together.

Fails: test_each_connection_and_each_app_counts_for_itself
"""

from fastapi import FastAPI, WebSocket, WebSocketDisconnect


def create_app():
    app = FastAPI()
    counts = {"open": 0, "lines": 0}

    @app.websocket("/display")
    async def display(socket: WebSocket):
        await socket.accept()
        counts["open"] += 1
        try:
            while True:
                message = await socket.receive()
                if message["type"] == "websocket.disconnect":
                    return
                text = message.get("text")
                if text is None or text == "bye":
                    await socket.close(1003 if text is None else 1000)
                    return
                counts["lines"] += 1
                await socket.send_json({"line": counts["lines"], "text": text.upper()})
        except WebSocketDisconnect:
            pass
        finally:
            counts["open"] -= 1

    @app.get("/displays")
    async def displays():
        return counts

    return app
