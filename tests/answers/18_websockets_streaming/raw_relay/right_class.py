"""A class with one method for each kind of scope."""

import json


class Relay:
    def __init__(self):
        self.ready = False
        self.count = 0

    async def __call__(self, scope, receive, send):
        handler = getattr(self, f"on_{scope['type']}", None)
        if handler is None:
            raise ValueError(f"unknown scope type {scope['type']!r}")
        await handler(scope, receive, send)

    async def on_lifespan(self, scope, receive, send):
        assert (await receive())["type"] == "lifespan.startup"
        self.ready = True
        await send({"type": "lifespan.startup.complete"})
        assert (await receive())["type"] == "lifespan.shutdown"
        await send({"type": "lifespan.shutdown.complete"})

    def path(self, scope):
        root = scope.get("root_path") or ""
        path = scope["path"]
        return path[len(root) :] if root and path.startswith(root) else path

    async def on_http(self, scope, receive, send):
        match scope["method"], self.path(scope):
            case "GET" | "HEAD", "/" | "":
                await self.answer(scope, send, 200, {"ready": self.ready, "bytes": self.count})
            case "POST", "/uploads":
                size = 0
                while True:
                    event = await receive()
                    if event["type"] != "http.request":
                        return
                    size += len(event.get("body") or b"")
                    if not event.get("more_body"):
                        break
                self.count += size
                await self.answer(scope, send, 201, {"bytes": size})
            case _, "/" | "":
                await self.answer(scope, send, 405, {}, allow=b"GET,HEAD")
            case _, "/uploads":
                await self.answer(scope, send, 405, {}, allow=b"POST")
            case _:
                await self.answer(scope, send, 404, {})

    async def answer(self, scope, send, status, body, allow=None):
        headers = [[b"content-type", b"application/json"]]
        if allow:
            headers.append([b"allow", allow])
        await send({"type": "http.response.start", "status": status, "headers": headers})
        body = json.dumps(body).encode()
        if scope["method"] != "HEAD":
            await send({"type": "http.response.body", "body": body, "more_body": True})
        await send({"type": "http.response.body"})

    async def on_websocket(self, scope, receive, send):
        await receive()
        if self.path(scope) != "/relay":
            return await send({"type": "websocket.close"})
        await send({"type": "websocket.accept"})
        try:
            while True:
                event = await receive()
                if event["type"] == "websocket.disconnect":
                    break
                if event.get("text") is not None:
                    await send({"type": "websocket.close", "code": 1003})
                    break
                self.count += len(event["bytes"])
                await send({"type": "websocket.send", "bytes": bytes(reversed(event["bytes"]))})
        except OSError:
            pass


def create_app():
    return Relay()
