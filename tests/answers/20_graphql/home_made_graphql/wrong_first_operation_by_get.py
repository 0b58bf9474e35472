"""Looks at the first operation by GET and runs the named one.

Fails: test_get_reads_and_never_writes
"""

import asyncio
import json

import strawberry
from fastapi import FastAPI, HTTPException, Request
from graphql import parse
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


def create_app():
    app = FastAPI()
    schema = strawberry.Schema(Query, Mutation)
    prices = {"bolt-m4": 12, "nut-m4": 7}

    async def run(query, variables=None, name=None):
        result = await schema.execute(
            query, variable_values=variables, operation_name=name, context_value={"prices": prices}
        )
        out = {"data": result.data}
        if result.errors:
            out["errors"] = [e.formatted for e in result.errors]
        return out

    @app.post("/graphql")
    async def post(request: Request):
        try:
            body = await request.json()
        except ValueError:
            raise HTTPException(400) from None
        if not (isinstance(body, dict) and body.get("query")):
            raise HTTPException(400)
        return await run(body["query"], body.get("variables"), body.get("operationName"))

    @app.get("/graphql")
    async def get(query: str, variables: str | None = None, operationName: str | None = None):
        if parse(query).definitions[0].operation.value == "mutation":
            raise HTTPException(400)
        return await run(query, json.loads(variables) if variables else None, operationName)

    return app
