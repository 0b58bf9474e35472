"""Counts each fragment once, as it is written in the document.

Fails: test_fragments_and_further_operations_hide_nothing
"""

from collections.abc import Callable

import strawberry
from fastapi import FastAPI
from graphql import GraphQLError, ValidationRule
from strawberry.extensions import (
    AddValidationRules,
    DisableIntrospection,
    QueryDepthLimiter,
    SchemaExtension,
)
from strawberry.fastapi import GraphQLRouter


@strawberry.type
class Category:
    id: int
    name: str

    @strawberry.field
    def children(self, info: strawberry.Info) -> "list[Category] | None":
        return [Category(**row) for row in info.context["load_children"](self.id)]


@strawberry.type
class Query:
    @strawberry.field
    def roots(self, info: strawberry.Info) -> list[Category]:
        return [Category(**row) for row in info.context["load_children"](None)]


def field_limit(max_fields: int) -> type[ValidationRule]:
    class FieldLimit(ValidationRule):
        total = 0

        def enter_field(self, node, *_):
            self.total += 1
            if self.total > max_fields:
                self.report_error(GraphQLError(f"More than {max_fields} fields", node))

    return FieldLimit


class Discreet(SchemaExtension):
    def on_operation(self):
        yield
        result = self.execution_context.result
        if result and result.errors:
            result.errors = [self.clean(error) for error in result.errors]

    def clean(self, error: GraphQLError) -> GraphQLError:
        message = error.message.split(" Did you mean ")[0]
        if error.original_error is not None:
            message = "Internal error"
        return GraphQLError(message, error.nodes, path=error.path)


def create_app(settings: dict, load_children: Callable[[int | None], list]) -> FastAPI:
    production = settings["production"]
    extensions = [
        lambda: QueryDepthLimiter(max_depth=settings["max_depth"]),
        lambda: AddValidationRules([field_limit(settings["max_fields"])]),
    ]
    if production:
        extensions += [DisableIntrospection, Discreet]
    schema = strawberry.Schema(Query, extensions=extensions)
    router = GraphQLRouter(
        schema,
        context_getter=lambda: {"load_children": load_children},
        graphql_ide=None if production else "graphiql",
    )
    app = FastAPI()
    app.include_router(router, prefix="/graphql")
    return app
