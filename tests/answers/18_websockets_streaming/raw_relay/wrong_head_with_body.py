"""Answers HEAD like GET, body included.

Fails: test_methods_and_paths_are_answered_as_http_asks
"""

from typing import Any


def create_app() -> Any:
    import json
    from collections.abc import Awaitable, Callable

    Message = dict[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]
    state: dict[str, Any] = {"ready": False, "bytes": 0}

    async def lifespan(receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                state["ready"] = True
                await send({"type": "lifespan.startup.complete"})
            else:
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def upload(receive: Receive) -> int | None:
        """The size of the body, None if it breaks off."""
        size, more = 0, True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            size += len(message.get("body", b""))
            more = message.get("more_body", False)
        return size

    async def http(path: str, method: str, receive: Receive, send: Send) -> None:
        allowed = {"/": ("GET", "HEAD"), "/uploads": ("POST",)}.get(path)
        headers = [(b"content-type", b"application/json")]
        status, answer = 200, state
        if allowed is None:
            status, answer = 404, {"detail": "Not Found"}
        elif method not in allowed:
            status, answer = 405, {"detail": "Method Not Allowed"}
            headers.append((b"allow", ", ".join(allowed).encode()))
        elif path == "/uploads":
            size = await upload(receive)
            if size is None:
                return
            state["bytes"] += size
            status, answer = 201, {"bytes": size}
        body = json.dumps(answer).encode()
        headers.append((b"content-length", str(len(body)).encode()))
        start = {"type": "http.response.start", "status": status}
        await send({**start, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def websocket(path: str, receive: Receive, send: Send) -> None:
        await receive()  # websocket.connect
        if path != "/relay":
            await send({"type": "websocket.close", "code": 1008})
            return
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] == "websocket.receive":
            data = message.get("bytes")
            if data is None:
                await send({"type": "websocket.close", "code": 1003})
                return
            state["bytes"] += len(data)
            try:
                await send({"type": "websocket.send", "bytes": data[::-1]})
            except OSError:
                return  # the client has gone

    async def relay(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await lifespan(receive, send)
            return
        if scope["type"] not in ("http", "websocket"):
            raise NotImplementedError(scope["type"])
        path = scope["path"].removeprefix(scope.get("root_path", "")) or "/"
        if scope["type"] == "http":
            await http(path, scope["method"], receive, send)
        else:
            await websocket(path, receive, send)

    return relay
