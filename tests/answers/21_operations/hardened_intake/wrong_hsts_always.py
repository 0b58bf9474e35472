"""Sends HSTS over plain http too.

Fails: test_every_answer_is_hardened, test_note_is_taken_in_with_the_key
"""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI


def create_app(settings: dict[str, Any], save: Callable[[str], int]) -> Any:
    import hmac
    from typing import Annotated

    from fastapi import Body, Depends, HTTPException
    from fastapi.security import APIKeyHeader
    from starlette.datastructures import MutableHeaders
    from starlette.middleware.trustedhost import TrustedHostMiddleware
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    hosts, key = settings["hosts"], settings["api_key"]
    production = settings["environment"] == "production"
    if production and (not hosts or "*" in hosts):
        raise ValueError("hosts: name the hosts of this service")
    if production and len(key) < 32:
        raise ValueError("api_key: at least 32 characters")

    class SecurityHeaders:
        def __init__(self, app: ASGIApp) -> None:
            self.app = app

        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            async def send_with_headers(message: Message) -> None:
                if message["type"] == "http.response.start":
                    headers = MutableHeaders(scope=message)
                    headers["X-Content-Type-Options"] = "nosniff"
                    headers["X-Frame-Options"] = "DENY"
                    headers["Referrer-Policy"] = "no-referrer"
                    headers["Strict-Transport-Security"] = "max-age=31536000"
                await send(message)

            wrapped = send_with_headers if scope["type"] == "http" else send
            await self.app(scope, receive, wrapped)

    app = FastAPI(
        max_body_size=settings["max_body"],
        openapi_url=None if production else "/openapi.json",
    )
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False)
    scheme = APIKeyHeader(name="X-API-Key")

    def check_key(shown: Annotated[str, Depends(scheme)]) -> None:
        if not hmac.compare_digest(shown.encode(), key.encode()):
            raise HTTPException(401, headers={"WWW-Authenticate": "APIKey"})

    @app.post("/notes", status_code=201, dependencies=[Depends(check_key)])
    def take_in(text: Annotated[str, Body(embed=True)]) -> dict[str, int]:
        return {"note": save(text)}

    return SecurityHeaders(app)
