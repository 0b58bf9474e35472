"""Believes anybody who says that a request came over https.

Fails: test_every_answer_is_hardened
"""

import secrets
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import APIKeyHeader
from pydantic import BaseModel
from starlette.datastructures import MutableHeaders
from starlette.middleware.trustedhost import TrustedHostMiddleware

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
}


class SecurityHeaders:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        async def hardened(message):
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                if (
                    scope["scheme"] == "https"
                    or (b"x-forwarded-proto", b"https") in scope["headers"]
                ):
                    headers["Strict-Transport-Security"] = "max-age=31536000"
            await send(message)

        await self.app(scope, receive, hardened if scope["type"] == "http" else send)


class Note(BaseModel):
    text: str


def create_app(settings: dict[str, Any], save: Callable[[str], int]) -> Any:
    production = settings["environment"] == "production"
    hosts, api_key = settings["hosts"], settings["api_key"]
    if production:
        if not hosts or "*" in hosts:
            raise ValueError("production needs the names of its hosts")
        if len(api_key) < 32:
            raise ValueError("api_key needs at least 32 characters in production")

    app = FastAPI(
        openapi_url=None if production else "/openapi.json",
        max_body_size=settings["max_body"],
    )
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False)
    scheme = APIKeyHeader(name="X-API-Key", auto_error=False)

    def check_key(key: Annotated[str | None, Depends(scheme)]) -> None:
        shown = (key or "").encode("latin-1")
        if not shown or not secrets.compare_digest(shown, api_key.encode()):
            raise HTTPException(401, "Not authenticated", {"WWW-Authenticate": "APIKey"})

    @app.post("/notes", status_code=201, dependencies=[Depends(check_key)])
    def take_note(note: Note) -> dict[str, int]:
        return {"note": save(note.text)}

    return SecurityHeaders(app)
