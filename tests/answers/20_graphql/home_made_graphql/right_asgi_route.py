"""Adds Strawberry's ASGI app as a route, without FastAPI's router."""

import asyncio

import strawberry
from fastapi import FastAPI
from strawberry.asgi import GraphQL


@strawberry.type
class Query:
    @strawberry.field
    def hello(self) -> str:
        return "Hello, World!"

    @strawberry.field
    def price(self, info: strawberry.Info, sku: str) -> int | None:
        if sku not in info.context["prices"]:
            raise LookupError(f"No article {sku}")
        return info.context["prices"][sku]

    @strawberry.field
    async def delivery_days(self, city: str) -> int | None:
        await asyncio.sleep(0)  # asks the carrier
        return 1 if city == "Bern" else 3


@strawberry.type
class Mutation:
    @strawberry.mutation
    def set_price(self, info: strawberry.Info, sku: str, cents: int) -> int:
        info.context["prices"][sku] = cents
        return cents


class PriceGraph(GraphQL):
    def __init__(self, schema, prices):
        super().__init__(schema)
        self.prices = prices

    async def get_context(self, request, response):
        return {"prices": self.prices}


def create_app() -> FastAPI:
    app = FastAPI()
    prices = {"bolt-m4": 12, "nut-m4": 7}
    app.add_route("/graphql", PriceGraph(strawberry.Schema(Query, Mutation), prices))
    return app
