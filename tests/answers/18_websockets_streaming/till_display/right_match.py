"""Matches on the ASGI messages, and sends the close as a message, too."""

from fastapi import FastAPI, WebSocket
from fastapi.websockets import WebSocketDisconnect


def create_app():
    app = FastAPI()
    app.state.open = app.state.lines = 0

    @app.websocket("/display")
    async def display(websocket: WebSocket):
        await websocket.accept()
        app.state.open += 1
        number = 0
        try:
            while True:
                match await websocket.receive():
                    case {"type": "websocket.disconnect"}:
                        break
                    case {"text": "bye"}:
                        await websocket.send({"type": "websocket.close", "code": 1000})
                        break
                    case {"text": str(text)}:
                        number += 1
                        app.state.lines += 1
                        await websocket.send_json({"line": number, "text": text.upper()})
                    case _:
                        await websocket.send({"type": "websocket.close", "code": 1003})
                        break
        except WebSocketDisconnect:
            return
        finally:
            app.state.open -= 1

    @app.get("/displays")
    def displays():
        return {"open": app.state.open, "lines": app.state.lines}

    return app
