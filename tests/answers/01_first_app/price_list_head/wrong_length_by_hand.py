"""Computes Content-Length itself, with another JSON encoder than GET uses.

Fails: test_head_has_the_headers_of_get
"""

import json

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

    @app.head("/pricelists/{name}", include_in_schema=False)
    def head(name: str):
        if name not in lists:
            raise HTTPException(404)
        size = len(json.dumps(lists[name], separators=(",", ":")))
        headers = {"Content-Length": str(size), "X-Revision": str(revisions[name])}
        return Response(media_type="application/json", headers=headers)

    return app
