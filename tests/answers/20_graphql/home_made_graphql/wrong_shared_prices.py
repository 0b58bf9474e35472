"""Puts the prices at module level, where all apps share them.

Fails: test_get_reads_and_never_writes
"""

import asyncio

import strawberry
from fastapi import FastAPI
from strawberry.fastapi import GraphQLRouter


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


prices = {"bolt-m4": 12, "nut-m4": 7}


def create_app() -> FastAPI:
    app = FastAPI()
    schema = strawberry.Schema(Query, Mutation)

    def get_context():
        return {"prices": prices}

    router = GraphQLRouter(schema, context_getter=get_context)
    app.include_router(router, prefix="/graphql")
    return app
