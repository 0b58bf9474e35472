"""Registers one function twice on a router, both operations documented."""

from fastapi import APIRouter, FastAPI, HTTPException, Response
from pydantic import BaseModel


class PricesIn(BaseModel):
    prices: dict[str, float]


def create_app() -> FastAPI:
    router = APIRouter(prefix="/pricelists/{name}")
    lists: dict[str, tuple[int, dict]] = {}

    def put_prices(name: str, body: PricesIn) -> dict:
        revision, _ = lists.get(name, (0, {}))
        lists[name] = (revision + 1, {"name": name, "prices": body.prices})
        return lists[name][1]

    def read_prices(name: str, response: Response) -> dict:
        if name not in lists:
            raise HTTPException(404)
        revision, answer = lists[name]
        response.headers["x-revision"] = f"{revision}"
        return answer

    router.add_api_route("", put_prices, methods=["PUT"])
    for method in ("GET", "HEAD"):
        router.add_api_route("", read_prices, methods=[method])
    app = FastAPI()
    app.include_router(router)
    return app
