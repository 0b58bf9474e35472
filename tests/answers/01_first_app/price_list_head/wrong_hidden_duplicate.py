"""Silences the duplicate id by taking GET and HEAD out of the document.

Fails: test_operation_ids_are_unique
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

    @app.api_route("/pricelists/{name}", methods=["GET", "HEAD"], include_in_schema=False)
    def read(name: str, response: Response):
        if name not in lists:
            raise HTTPException(404)
        response.headers["X-Revision"] = str(revisions[name])
        return lists[name]

    return app
