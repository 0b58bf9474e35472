"""Puts every column of a person into the graph, the token too.

Fails: test_every_way_through_the_graph_is_guarded
"""

from typing import Annotated

import strawberry
from fastapi import Depends, FastAPI, Header, HTTPException
from strawberry.fastapi import GraphQLRouter
from strawberry.permission import BasePermission


class SalaryAccess(BasePermission):
    message = "Not your salary"
    error_extensions = {"code": "FORBIDDEN"}

    def has_permission(self, source, info: strawberry.Info, **kwargs) -> bool:
        caller = info.context["caller"]
        return caller["role"] == "hr" or caller["id"] in (
            source.row["id"],
            source.row["manager"],
        )


@strawberry.type
class Person:
    row: strawberry.Private[dict]

    @strawberry.field
    def token(self) -> str:
        return self.row["token"]

    @strawberry.field
    def id(self) -> int:
        return self.row["id"]

    @strawberry.field
    def name(self) -> str:
        return self.row["name"]

    @strawberry.field(permission_classes=[SalaryAccess])
    def salary(self) -> int | None:
        return self.row["salary"]

    @strawberry.field
    def manager(self, info: strawberry.Info) -> "Person | None":
        return info.context["staff"].person(self.row["manager"])

    @strawberry.field
    def reports(self, info: strawberry.Info) -> list["Person"]:
        return info.context["staff"].reports(self.row["id"])


class Staff:
    def __init__(self, people: list[dict]) -> None:
        self.rows = list(people)
        self.by_id = {row["id"]: row for row in people}
        self.by_token = {row["token"]: row for row in people}

    def person(self, number: int | None) -> Person | None:
        row = self.by_id.get(number)
        return None if row is None else Person(row=row)

    def reports(self, number: int) -> list[Person]:
        return [Person(row=row) for row in self.rows if row["manager"] == number]

    def people(self) -> list[Person]:
        return [Person(row=row) for row in self.rows]


@strawberry.type(name="Query")
class DirectoryQuery:
    @strawberry.field
    def me(self, info: strawberry.Info) -> Person:
        return Person(row=info.context["caller"])

    @strawberry.field
    def person(self, info: strawberry.Info, id: int) -> Person | None:
        return info.context["staff"].person(id)

    @strawberry.field
    def people(self, info: strawberry.Info) -> list[Person]:
        return info.context["staff"].people()


def create_app(people: list[dict]) -> FastAPI:
    staff = Staff(people)

    def get_caller(authorization: Annotated[str | None, Header()] = None) -> dict:
        scheme, _, token = (authorization or "").partition(" ")
        caller = staff.by_token.get(token.strip())
        if scheme.lower() != "bearer" or caller is None:
            raise HTTPException(401, "Log in", headers={"WWW-Authenticate": "Bearer"})
        return caller

    def get_context(caller: Annotated[dict, Depends(get_caller)]) -> dict:
        return {"caller": caller, "staff": staff}

    app = FastAPI()
    schema = strawberry.Schema(DirectoryQuery)
    router = GraphQLRouter(schema, context_getter=get_context)
    app.include_router(router, prefix="/graphql")
    return app
