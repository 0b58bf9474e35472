"""One pure ASGI function for headers, hosts and size; the key is read from the request."""

import secrets

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel
from starlette.middleware.trustedhost import TrustedHostMiddleware

HARD = [
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
]


class Note(BaseModel):
    text: str


def create_app(settings, save):
    if settings["environment"] == "production":
        problems = []
        if not settings["hosts"] or "*" in settings["hosts"]:
            problems.append("hosts")
        if len(settings["api_key"]) < 32:
            problems.append("api_key")
        if problems:
            raise ValueError(", ".join(problems))
        inner = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    else:
        inner = FastAPI()

    @inner.post("/notes", status_code=201)
    async def notes(note: Note, request: Request) -> dict[str, int]:
        shown = dict(request.scope["headers"]).get(b"x-api-key", b"")
        if not secrets.compare_digest(shown, settings["api_key"].encode()):
            raise HTTPException(401, "key")
        return {"note": save(note.text)}

    hosts = TrustedHostMiddleware(inner, settings["hosts"], www_redirect=False)

    async def hardened(scope, receive, send):
        if scope["type"] != "http":
            await inner(scope, receive, send)
            return
        extra = list(HARD)
        if scope["scheme"] == "https":
            extra.append((b"strict-transport-security", b"max-age=31536000"))

        async def send_hard(message):
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", []), *extra]}
            await send(message)

        body = b""
        more = True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > settings["max_body"]:
                await PlainTextResponse("too large", 413)(scope, receive, send_hard)
                return
        parts = [{"type": "http.request", "body": body, "more_body": False}]

        async def replay():
            return parts.pop() if parts else await receive()

        await hosts(scope, replay, send_hard)

    return hardened
