"""Reads headers and path by hand, sends denial responses itself, parses with json."""

import json

from fastapi import FastAPI, WebSocket, WebSocketDisconnect
from fastapi.responses import JSONResponse

CREWS = {"tok-ana": "ana", "tok-bo": "bo"}
STATES = {"open": "open", "close": "closed"}


def refusal(headers, bay):
    if headers.get("origin", "https://yard.example") != "https://yard.example":
        return JSONResponse({"why": "origin"}, 403)
    scheme, _, token = headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or token not in CREWS:
        return JSONResponse({"why": "token"}, 401, {"WWW-Authenticate": 'Bearer realm="yard"'})
    if token == "tok-ana" and bay > 6:
        return JSONResponse({"why": "bay"}, 403)
    return None


def create_app():
    app = FastAPI()
    bays = {}

    @app.websocket("/bays/{bay}")
    async def gate(websocket: WebSocket, bay: str):
        if bay not in [str(n) for n in range(1, 13)]:
            await websocket.send_denial_response(JSONResponse({"why": "no such bay"}, 404))
            return
        number = int(bay)
        refused = refusal(websocket.headers, number)
        if refused is not None:
            await websocket.send_denial_response(refused)
            return
        await websocket.accept()
        crew = CREWS[websocket.headers["authorization"].split(" ")[1]]
        try:
            state = bays.get(number, "closed")
            await websocket.send_json({"crew": crew, "bay": number, "state": state})
            while True:
                try:
                    command = json.loads(await websocket.receive_text())
                    bays[number] = STATES[command["do"]]
                except (ValueError, TypeError, KeyError):
                    await websocket.close(code=1008, reason="policy")
                    return
                await websocket.send_json({"bay": number, "state": bays[number]})
        except WebSocketDisconnect:
            return

    return app
