"""Decides in the resolver of the field and raises GraphQLError."""

from __future__ import annotations

import strawberry
from fastapi import Depends, FastAPI, HTTPException, Request
from graphql import GraphQLError
from strawberry.fastapi import BaseContext, GraphQLRouter


class Context(BaseContext):
    def __init__(self, rows: list[dict], caller: dict):
        super().__init__()
        self.rows, self.caller = rows, caller


@strawberry.type
class Person:
    row: strawberry.Private[dict]

    @strawberry.field
    async def id(self) -> int:
        return self.row["id"]

    @strawberry.field
    async def name(self) -> str:
        return self.row["name"]

    @strawberry.field
    async def salary(self, info: strawberry.Info[Context, None]) -> int | None:
        caller = info.context.caller
        mine = caller["id"] == self.row["id"]
        leads = caller["id"] == self.row["manager"]
        if mine or leads or caller["role"] == "hr":
            return self.row["salary"]
        raise GraphQLError("Forbidden", extensions={"code": "FORBIDDEN"})

    @strawberry.field
    async def manager(self, info: strawberry.Info[Context, None]) -> Person | None:
        for row in info.context.rows:
            if row["id"] == self.row["manager"]:
                return Person(row=row)
        return None

    @strawberry.field
    async def reports(self, info: strawberry.Info[Context, None]) -> list[Person]:
        rows = info.context.rows
        return [Person(row=row) for row in rows if row["manager"] == self.row["id"]]


@strawberry.type
class Query:
    @strawberry.field
    async def me(self, info: strawberry.Info[Context, None]) -> Person:
        return Person(row=info.context.caller)

    @strawberry.field
    async def person(self, info: strawberry.Info[Context, None], id: int) -> Person | None:
        rows = [row for row in info.context.rows if row["id"] == id]
        return Person(row=rows[0]) if rows else None

    @strawberry.field
    async def people(self, info: strawberry.Info[Context, None]) -> list[Person]:
        return [Person(row=row) for row in info.context.rows]


def create_app(people: list[dict]) -> FastAPI:
    async def caller(request: Request) -> dict:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        for row in people:
            if scheme.lower() == "bearer" and row["token"] == token:
                return row
        raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})

    async def context(row: dict = Depends(caller)) -> Context:
        return Context(people, row)

    app = FastAPI()
    graph = GraphQLRouter(strawberry.Schema(Query), context_getter=context)
    app.include_router(graph, prefix="/graphql")
    return app
