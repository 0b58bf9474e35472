"""Turns HEAD into GET in a pure ASGI middleware, for every route at once."""

from fastapi import FastAPI, HTTPException
from fastapi.responses import JSONResponse
from pydantic import BaseModel


class PricesIn(BaseModel):
    prices: dict[str, float]


class HeadAsGet:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def send_without_body(message):
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET"}, receive, send_without_body)


def create_app() -> FastAPI:
    app = FastAPI()
    app.add_middleware(HeadAsGet)
    history: dict[str, list[dict]] = {}

    @app.put("/pricelists/{name}")
    async def put_prices(name: str, body: PricesIn):
        history.setdefault(name, []).append({"name": name, **body.model_dump()})
        return history[name][-1]

    @app.get("/pricelists/{name}")
    async def read(name: str):
        if name not in history:
            raise HTTPException(404)
        revision = str(len(history[name]))
        return JSONResponse(history[name][-1], headers={"X-Revision": revision})

    return app
