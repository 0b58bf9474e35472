"""Wraps every scope in a WebSocket, as the question lists show it.

Fails: test_lifespan_is_acknowledged_and_reported, test_binary_frames_come_back_reversed, test_upload_is_taken_in_parts, test_methods_and_paths_are_answered_as_http_asks
"""

from starlette.websockets import WebSocket


def create_app():
    async def app(scope, receive, send):
        websocket = WebSocket(scope, receive, send)
        await websocket.accept()
        while True:
            data = await websocket.receive_bytes()
            await websocket.send_bytes(data[::-1])

    return app
