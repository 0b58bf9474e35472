"""Thinks iter_text takes care of every disconnect and every kind of frame.

Fails: test_a_binary_frame_is_closed_with_1003, test_a_client_that_dies_while_being_answered_is_no_exception
"""

from fastapi import FastAPI, WebSocket


def create_app():
    app = FastAPI()
    counts = {"open": 0, "lines": 0}

    @app.websocket("/display")
    async def display(socket: WebSocket):
        await socket.accept()
        counts["open"] += 1
        line = 0
        try:
            async for text in socket.iter_text():
                if text == "bye":
                    await socket.close()
                    break
                line += 1
                await socket.send_json({"line": line, "text": text.upper()})
                counts["lines"] += 1
        finally:
            counts["open"] -= 1

    @app.get("/displays")
    async def displays():
        return counts

    return app
