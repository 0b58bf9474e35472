"""Takes the endless receive loop of the tutorials for complete.

Fails: test_a_client_that_leaves_is_no_exception, test_a_client_that_dies_while_being_answered_is_no_exception
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
            while True:
                text = await socket.receive_text()
                if text == "bye":
                    await socket.close()
                    return
                line += 1
                await socket.send_json({"line": line, "text": text.upper()})
                counts["lines"] += 1
        except KeyError:
            await socket.close(1003)
        finally:
            counts["open"] -= 1

    @app.get("/displays")
    async def displays():
        return counts

    return app
