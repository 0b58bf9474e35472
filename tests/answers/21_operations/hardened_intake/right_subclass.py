"""A FastAPI subclass whose call adds the headers; the key is a Header parameter, compared by its hash."""

import hashlib
from typing import Annotated

from fastapi import APIRouter, Body, Depends, FastAPI, Header, HTTPException
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware


class HardFastAPI(FastAPI):
    async def __call__(self, scope, receive, send):
        async def hard_send(message):
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(
                    {
                        "X-Content-Type-Options": "nosniff",
                        "X-Frame-Options": "DENY",
                        "Referrer-Policy": "no-referrer",
                    }
                )
                if scope["scheme"] == "https":
                    MutableHeaders(scope=message)["Strict-Transport-Security"] = "max-age=31536000"
            await send(message)

        await super().__call__(scope, receive, hard_send)


def digest(text):
    return hashlib.sha256(text.encode()).digest()


def create_app(settings, save):
    production = settings["environment"] == "production"
    if production and not 0 < len(settings["hosts"]):
        raise ValueError("no hosts")
    if production and any(host == "*" for host in settings["hosts"]):
        raise ValueError("any host")
    if production and len(settings["api_key"]) < 32:
        raise ValueError("weak key")

    async def keyed(x_api_key: Annotated[str | None, Header()] = None):
        if x_api_key is None or digest(x_api_key) != digest(settings["api_key"]):
            raise HTTPException(401)

    router = APIRouter(dependencies=[Depends(keyed)])

    @router.post("/notes", status_code=201)
    def take(text: Annotated[str, Body(embed=True)]):
        return {"note": save(text)}

    hidden = {"openapi_url": None, "docs_url": None, "redoc_url": None} if production else {}
    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=settings["hosts"], www_redirect=False)
    app = HardFastAPI(middleware=[hosts], max_body_size=settings["max_body"], **hidden)
    app.include_router(router)
    return app
