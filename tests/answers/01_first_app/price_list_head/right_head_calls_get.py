"""A HEAD function that passes its own Response on to the GET function."""

from typing import Any

from fastapi import FastAPI, HTTPException, Response
from pydantic import BaseModel


class PricesIn(BaseModel):
    prices: dict[str, float]


def create_app() -> FastAPI:
    app = FastAPI()
    lists: dict[str, dict] = {}
    revisions: dict[str, int] = {}

    @app.put("/pricelists/{name}")
    def put_prices(name: str, body: PricesIn):
        lists[name] = {"name": name, "prices": body.prices}
        revisions[name] = revisions.get(name, 0) + 1
        return lists[name]

    @app.get("/pricelists/{name}")
    def read(name: str, response: Response):
        if name not in lists:
            raise HTTPException(404)
        response.headers["X-Revision"] = str(revisions[name])
        return lists[name]

    @app.head("/pricelists/{name}")
    def head(name: str, response: Response) -> Any:
        return read(name, response)

    return app
