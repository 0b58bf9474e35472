"""A fake that believes the header that the real dependency reads.

Fails: test_rules_of_the_service_still_hold
"""

from datetime import date
from typing import Annotated

from fastapi import Body, Depends, FastAPI, Header, HTTPException

service = FastAPI()


def get_today() -> str:
    return date.today().isoformat()


def get_user(authorization: Annotated[str, Header()] = "") -> dict:
    raise HTTPException(401, "Log in", headers={"WWW-Authenticate": "Bearer"})


def get_stock() -> dict:
    raise ConnectionError("the production stock is not for tests")


def require_manager(user: Annotated[dict, Depends(get_user)]) -> dict:
    if user["role"] != "manager":
        raise HTTPException(403, "Managers only")
    return user


@service.get("/stock/{sku}")
def read_stock(
    sku: str,
    user: Annotated[dict, Depends(get_user)],
    stock: Annotated[dict, Depends(get_stock)],
    today: Annotated[str, Depends(get_today)],
):
    if sku not in stock:
        raise HTTPException(404, "Not in stock")
    return {"sku": sku, "pieces": stock[sku], "user": user["name"], "today": today}


@service.put("/stock/{sku}")
def set_stock(
    sku: str,
    pieces: Annotated[int, Body(embed=True, ge=0)],
    user: Annotated[dict, Depends(require_manager)],
    stock: Annotated[dict, Depends(get_stock)],
):
    stock[sku] = pieces
    return {"sku": sku, "pieces": pieces, "user": user["name"]}


# The suite fixes the date for all tests.
service.dependency_overrides[get_today] = lambda: "2030-01-31"


def with_fakes(scenario, user: dict, stock: dict):
    before = dict(service.dependency_overrides)
    held = dict(stock)

    def fake(authorization: Annotated[str, Header()] = "") -> dict:
        return {**user, "name": authorization or user["name"]}

    service.dependency_overrides[get_user] = fake
    service.dependency_overrides[get_stock] = lambda: held
    try:
        return scenario(service)
    finally:
        service.dependency_overrides.clear()
        service.dependency_overrides.update(before)
