"""Checks the caller in a permission: status 200 and an error.

Fails: test_unknown_caller_is_401_before_any_graphql
"""

from typing import Annotated, Any

import strawberry
from fastapi import Depends, FastAPI
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from strawberry.fastapi import GraphQLRouter
from strawberry.permission import BasePermission


class IsStaff(BasePermission):
    message = "Log in first"
    error_extensions = {"code": "UNAUTHENTICATED"}

    def has_permission(self, source: Any, info: strawberry.Info, **kwargs: Any) -> bool:
        return info.context["caller"] is not None


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
    @strawberry.field(permission_classes=[IsStaff])
    def me(self, info: strawberry.Info) -> Person:
        return info.context["staff"][info.context["caller"]["id"]]

    @strawberry.field(permission_classes=[IsStaff])
    def person(self, info: strawberry.Info, id: int) -> Person | None:
        return info.context["staff"].get(id)

    @strawberry.field(permission_classes=[IsStaff])
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
        credentials: Annotated[
            HTTPAuthorizationCredentials | None, Depends(HTTPBearer(auto_error=False))
        ],
    ) -> dict | None:
        return by_token.get(credentials.credentials) if credentials else None

    def get_context(caller: Annotated[dict, Depends(get_caller)]) -> dict:
        return {"caller": caller, "staff": staff}

    app = FastAPI()
    router = GraphQLRouter(strawberry.Schema(Query), context_getter=get_context)
    app.include_router(router, prefix="/graphql")
    return app
