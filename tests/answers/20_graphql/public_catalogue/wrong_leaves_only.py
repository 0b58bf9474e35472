"""Counts the leaves and not the fields around them.

Fails: test_number_of_fields_is_limited, test_fragments_and_further_operations_hide_nothing
"""

from collections.abc import Callable

import strawberry
from fastapi import FastAPI
from graphql import FieldNode, FragmentSpreadNode, GraphQLError, ValidationRule
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
        def count(self, selection_set, inside=frozenset()) -> int:
            total = 0
            for node in selection_set.selections if selection_set else ():
                if isinstance(node, FragmentSpreadNode):
                    name = node.name.value
                    fragment = self.context.get_fragment(name)
                    if fragment and name not in inside:
                        total += self.count(fragment.selection_set, inside | {name})
                else:
                    total += isinstance(node, FieldNode) and not node.selection_set
                    total += self.count(node.selection_set, inside)
            return total

        def enter_operation_definition(self, node, *_):
            if self.count(node.selection_set) > max_fields:
                message = f"More than {max_fields} fields"
                self.report_error(GraphQLError(message, node))

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
