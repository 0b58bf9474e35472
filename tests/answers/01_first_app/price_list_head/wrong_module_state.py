"""Keeps the lists in the module, so a new app goes on counting.

Fails: test_revision_follows_put_and_nothing_else
"""

from fastapi import FastAPI, HTTPException, Response
from pydantic import BaseModel


class PricesIn(BaseModel):
    prices: dict[str, float]


lists: dict[str, dict] = {}
revisions: dict[str, int] = {}


def create_app() -> FastAPI:
    app = FastAPI()

    @app.put("/pricelists/{name}")
    def put_prices(name: str, body: PricesIn):
        lists[name] = {"name": name, "prices": body.prices}
        revisions[name] = revisions.get(name, 0) + 1
        return lists[name]

    @app.head("/pricelists/{name}", include_in_schema=False)
    @app.get("/pricelists/{name}")
    def read(name: str, response: Response):
        if name not in lists:
            raise HTTPException(404)
        response.headers["X-Revision"] = str(revisions[name])
        return lists[name]

    return app
