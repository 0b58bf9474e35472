"""Gives the router its path and a context class from a dependency."""

import asyncio

import strawberry
from fastapi import Depends, FastAPI
from strawberry.fastapi import BaseContext, GraphQLRouter


@strawberry.type
class Query:
    @strawberry.field
    def hello(self) -> str:
        return "Hello, World!"

    @strawberry.field
    def price(self, info: strawberry.Info, sku: str) -> int | None:
        if sku not in info.context.prices:
            raise LookupError(f"No article {sku}")
        return info.context.prices[sku]

    @strawberry.field
    async def delivery_days(self, city: str) -> int | None:
        await asyncio.sleep(0)  # asks the carrier
        return 1 if city == "Bern" else 3


@strawberry.type
class Mutation:
    @strawberry.mutation
    def set_price(self, info: strawberry.Info, sku: str, cents: int) -> int:
        info.context.prices[sku] = cents
        return cents


class Context(BaseContext):
    def __init__(self, prices: dict[str, int]):
        super().__init__()
        self.prices = prices


def create_app() -> FastAPI:
    app = FastAPI()
    schema = strawberry.Schema(Query, Mutation)
    prices = {"bolt-m4": 12, "nut-m4": 7}

    def get_prices():
        return prices

    async def get_context(prices: dict = Depends(get_prices)):
        return Context(prices)

    app.include_router(GraphQLRouter(schema, "/graphql", context_getter=get_context))
    return app
