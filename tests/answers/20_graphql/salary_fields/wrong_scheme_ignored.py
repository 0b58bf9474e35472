"""Takes the last word of the header, whatever its scheme.

Fails: test_unknown_caller_is_401_before_any_graphql
"""

from typing import Annotated, Any

import strawberry
from fastapi import Depends, FastAPI, Header, HTTPException
from strawberry.fastapi import GraphQLRouter
from strawberry.permission import BasePermission


class MaySeeSalary(BasePermission):
    message = "Not your salary"
    error_extensions = {"code": "FORBIDDEN"}

    def has_permission(self, source: Any, info: strawberry.Info, **kwargs: Any) -> bool:
        caller = info.context["caller"]
        return caller["role"] == "hr" or caller["id"] in (source.id, source.manager_id)


@strawberry.type
class Person:
    id: int
    name: str
    manager_id: strawberry.Private[int | None]
    salary: int | None = strawberry.field(permission_classes=[MaySeeSalary])

    @strawberry.field
    def manager(self, info: strawberry.Info) -> "Person | None":
        return info.context["staff"].get(self.manager_id)

    @strawberry.field
    def reports(self, info: strawberry.Info) -> "list[Person]":
        everyone = info.context["staff"].values()
        return [person for person in everyone if person.manager_id == self.id]


@strawberry.type
class Query:
    @strawberry.field
    def me(self, info: strawberry.Info) -> Person:
        return info.context["staff"][info.context["caller"]["id"]]

    @strawberry.field
    def person(self, info: strawberry.Info, id: int) -> Person | None:
        return info.context["staff"].get(id)

    @strawberry.field
    def people(self, info: strawberry.Info) -> list[Person]:
        return list(info.context["staff"].values())


def create_app(people: list[dict]) -> FastAPI:
    by_token = {row["token"]: row for row in people}
    staff = {
        row["id"]: Person(
            id=row["id"],
            name=row["name"],
            manager_id=row["manager"],
            salary=row["salary"],
        )
        for row in people
    }

    def get_caller(
        authorization: Annotated[str, Header()] = "",
    ) -> dict:
        token = authorization.split(" ")[-1]
        if token not in by_token:
            challenge = {"WWW-Authenticate": "Bearer"}
            raise HTTPException(401, "Unknown token", headers=challenge)
        return by_token[token]

    def get_context(caller: Annotated[dict, Depends(get_caller)]) -> dict:
        return {"caller": caller, "staff": staff}

    app = FastAPI()
    router = GraphQLRouter(strawberry.Schema(Query), context_getter=get_context)
    app.include_router(router, prefix="/graphql")
    return app
