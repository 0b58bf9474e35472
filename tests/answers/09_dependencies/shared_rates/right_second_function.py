"""Two functions for two cache keys, and generator dependencies."""

from itertools import count
from typing import Annotated

from fastapi import Depends, FastAPI


def create_app() -> FastAPI:
    app = FastAPI()
    readings = count(1)
    last = [0]

    def shared():
        last[0] = next(readings)
        yield last[0]

    def fresh(shared_reading: Annotated[int, Depends(shared)]):
        last[0] = next(readings)
        yield last[0]

    Shared = Annotated[int, Depends(shared)]

    @app.get("/quote")
    async def quote(basket: Shared, shipping: Shared, audit: Annotated[int, Depends(fresh)]):
        return dict(audit=audit, basket=basket, shipping=shipping)

    @app.get("/basket")
    async def read_basket(basket: Shared):
        return dict(basket=basket)

    @app.get("/reads")
    async def read_count():
        return dict(reads=last[0])

    return app
