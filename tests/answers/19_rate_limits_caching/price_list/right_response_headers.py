"""Headers on the injected response, an Enum for the group, md5 over the prices."""

from enum import Enum
from hashlib import md5
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Response
from pydantic import BaseModel, Field

GOODS = {
    "hammer": {"group": "tools", "cents": 1999},
    "saw": {"group": "tools", "cents": 2495},
    "primer": {"group": "paint", "cents": 1250},
}
DISCOUNTS = {"acme": 0, "bolt": 15}  # percent


class Group(str, Enum):
    tools = "tools"
    paint = "paint"


class Change(BaseModel):
    cents: int = Field(ge=1)


def customer(x_customer: str | None = Header(None)) -> str:
    if x_customer is None or x_customer not in DISCOUNTS:
        raise HTTPException(401, "Who are you?")
    return x_customer


def create_app() -> FastAPI:
    router = APIRouter(prefix="/prices")
    goods = {sku: dict(entry) for sku, entry in GOODS.items()}
    lists: dict[str, dict[str, int]] = {}
    built = [0]

    def full_list(name: str) -> dict[str, int]:
        if name not in lists:
            built[0] += 1
            percent = 100 - DISCOUNTS[name]
            lists[name] = {k: v["cents"] * percent // 100 for k, v in goods.items()}
        return lists[name]

    @router.get("")
    async def read(
        response: Response,
        name: Annotated[str, Depends(customer)],
        group: Group | None = None,
        if_none_match: Annotated[str | None, Header()] = None,
    ):
        chosen = {
            sku: price
            for sku, price in full_list(name).items()
            if group is None or goods[sku]["group"] == group.value
        }
        value = md5(repr((name, chosen)).encode(), usedforsecurity=False).hexdigest()
        response.headers["ETag"] = f'"{value}"'
        response.headers["Cache-Control"] = "private, no-cache, must-revalidate"
        response.headers.append("Vary", "Accept-Encoding, X-Customer")
        if if_none_match and (if_none_match == "*" or f'"{value}"' in if_none_match):
            return Response(status_code=304, headers=dict(response.headers))
        return {"prices": chosen}

    @router.put("/{sku}", status_code=204)
    async def write(sku: str, change: Change) -> None:
        if sku not in goods:
            raise HTTPException(404)
        goods[sku]["cents"] = change.cents
        lists.clear()

    app = FastAPI()
    app.include_router(router)

    @app.get("/stats")
    async def stats() -> dict[str, int]:
        return {"built": built[0]}

    return app
