"""Looks for a star anywhere in the header, so it finds one in a tag.

Fails: test_tags_are_compared_as_http_says
"""

from fastapi import FastAPI

GOODS = {
    "hammer": {"group": "tools", "cents": 1999},
    "saw": {"group": "tools", "cents": 2495},
    "primer": {"group": "paint", "cents": 1250},
}
DISCOUNTS = {"acme": 0, "bolt": 15}  # percent


def create_app() -> FastAPI:
    import copy
    import hashlib
    import json
    from typing import Annotated, Literal

    from fastapi import Body, Depends, Header, HTTPException, Response

    app = FastAPI()
    goods = copy.deepcopy(GOODS)
    kept: dict[tuple[str, str | None], tuple[bytes, str]] = {}
    built = 0

    async def known_customer(x_customer: Annotated[str, Header()] = "") -> str:
        if x_customer not in DISCOUNTS:
            raise HTTPException(401, headers={"WWW-Authenticate": "Customer"})
        return x_customer

    def build(customer: str, group: str | None) -> tuple[bytes, str]:
        nonlocal built
        if (customer, group) not in kept:
            built += 1
            share = 100 - DISCOUNTS[customer]
            prices = {
                sku: entry["cents"] * share // 100
                for sku, entry in goods.items()
                if group in (None, entry["group"])
            }
            body = json.dumps({"prices": prices}).encode()
            kept[customer, group] = body, f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        return kept[customer, group]

    @app.get("/prices")
    async def prices(
        customer: Annotated[str, Depends(known_customer)],
        group: Literal["tools", "paint"] | None = None,
        if_none_match: Annotated[str, Header()] = "",
    ) -> Response:
        body, tag = build(customer, group)
        headers = {
            "ETag": tag,
            "Cache-Control": "private, no-cache",
            "Vary": "X-Customer",
        }
        sent = [part.strip().removeprefix("W/") for part in if_none_match.split(",")]
        if tag in sent or "*" in if_none_match:
            return Response(status_code=304, headers=headers)
        return Response(body, media_type="application/json", headers=headers)

    @app.put("/prices/{sku}", status_code=204)
    async def change(sku: str, cents: Annotated[int, Body(embed=True, ge=1)]) -> None:
        if sku not in goods:
            raise HTTPException(404)
        goods[sku]["cents"] = cents
        kept.clear()

    @app.get("/stats")
    async def stats() -> dict[str, int]:
        return {"built": built}

    return app
