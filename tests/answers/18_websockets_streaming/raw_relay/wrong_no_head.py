"""Answers HEAD with 405, as a GET route of FastAPI does.

Fails: test_methods_and_paths_are_answered_as_http_asks
"""

import json


def create_app():
    state = {"ready": False, "bytes": 0}

    async def lifespan(receive, send):
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                state["ready"] = True
                await send({"type": "lifespan.startup.complete"})
            else:
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def http(path, method, receive, send):
        routes = {"/": {"GET"}, "/uploads": {"POST"}}
        headers = [(b"content-type", b"application/json")]
        status, answer = 200, state
        if path not in routes:
            status, answer = 404, {"detail": "Not Found"}
        elif method not in routes[path]:
            status, answer = 405, {"detail": "Method Not Allowed"}
            headers.append((b"allow", ", ".join(routes[path]).encode()))
        elif path == "/uploads":
            size, more = 0, True
            while more:
                message = await receive()
                if message["type"] == "http.disconnect":
                    return
                size += len(message.get("body", b""))
                more = message.get("more_body", False)
            state["bytes"] += size
            status, answer = 201, {"bytes": size}
        await send({"type": "http.response.start", "status": status, "headers": headers})
        body = json.dumps(answer).encode()
        await send({"type": "http.response.body", "body": body})

    async def websocket(path, receive, send):
        await receive()
        if path != "/relay":
            await send({"type": "websocket.close", "code": 1008})
            return
        await send({"type": "websocket.accept"})
        while True:
            message = await receive()
            if message["type"] == "websocket.disconnect":
                return
            if message.get("bytes") is None:
                await send({"type": "websocket.close", "code": 1003})
                return
            state["bytes"] += len(message["bytes"])
            try:
                await send({"type": "websocket.send", "bytes": message["bytes"][::-1]})
            except OSError:
                return

    async def app(scope, receive, send):
        path = (scope.get("path", "").removeprefix(scope.get("root_path", ""))) or "/"
        if scope["type"] == "lifespan":
            await lifespan(receive, send)
        elif scope["type"] == "http":
            await http(path, scope["method"], receive, send)
        elif scope["type"] == "websocket":
            await websocket(path, receive, send)
        else:
            raise RuntimeError(scope["type"])

    return app
