"""Believes that a GET route answers HEAD.

Fails: test_head_is_200_without_a_body, test_head_has_the_headers_of_get
"""

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

    return app
