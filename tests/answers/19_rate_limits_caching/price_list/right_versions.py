"""Weak tags from customer and version, lru_cache, sync functions."""

import re
from collections import defaultdict
from functools import lru_cache

from fastapi import FastAPI, HTTPException, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, PositiveInt

GOODS = {
    "hammer": {"group": "tools", "cents": 1999},
    "saw": {"group": "tools", "cents": 2495},
    "primer": {"group": "paint", "cents": 1250},
}
DISCOUNTS = {"acme": 0, "bolt": 15}  # percent


class Price(BaseModel):
    cents: PositiveInt


def create_app() -> FastAPI:
    app = FastAPI()
    cents = {sku: entry["cents"] for sku, entry in GOODS.items()}
    count = defaultdict(int)

    @lru_cache
    def make(customer, group, version):
        count["built"] += 1
        prices = {}
        for sku, price in cents.items():
            if group is None or GOODS[sku]["group"] == group:
                prices[sku] = price - -(-price * DISCOUNTS[customer] // 100)
        return {"prices": prices}

    @app.get("/prices")
    def prices(request: Request, group: str | None = Query(None, pattern="^(tools|paint)$")):
        customer = request.headers.get("x-customer")
        if customer not in DISCOUNTS:
            raise HTTPException(401)
        tag = f'W/"{customer}-{group}-{count["version"]}"'
        headers = {"etag": tag, "vary": "x-customer", "cache-control": "no-cache, private"}
        wanted = request.headers.get("if-none-match", "")
        if wanted.strip() == "*" or tag[2:] in re.findall(r'"[^"]*"', wanted):
            return Response(None, 304, headers)
        return JSONResponse(make(customer, group, count["version"]), headers=headers)

    @app.put("/prices/{sku}", status_code=204)
    def change(sku: str, price: Price):
        if sku not in cents:
            raise HTTPException(404)
        cents[sku] = price.cents
        count["version"] += 1

    @app.get("/stats")
    def stats():
        return {"built": count["built"]}

    return app
