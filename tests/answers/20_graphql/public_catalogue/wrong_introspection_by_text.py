"""Searches the text of the document for __schema.

Fails: test_introspection_and_the_page_are_off_in_production
"""

import re
from collections.abc import Callable

import strawberry
from fastapi import FastAPI
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    OperationDefinitionNode,
    ValidationRule,
)
from strawberry.extensions import (
    AddValidationRules,
    MaskErrors,
    SchemaExtension,
)
from strawberry.fastapi import GraphQLRouter


@strawberry.type
class Category:
    id: int
    name: str

    @strawberry.field
    def children(self, info: strawberry.Info) -> list["Category"] | None:
        return [Category(**row) for row in info.context["load"](self.id)]


@strawberry.type(name="Query")
class CatalogueQuery:
    @strawberry.field
    def roots(self, info: strawberry.Info) -> list[Category]:
        return [Category(**row) for row in info.context["load"](None)]


def limit_rule(max_depth: int, max_fields: int) -> type[ValidationRule]:
    class Limits(ValidationRule):
        def enter_document(self, document, *_args):
            fragments = {
                d.name.value: d
                for d in document.definitions
                if isinstance(d, FragmentDefinitionNode)
            }
            sizes: dict[str, tuple[int, int]] = {}

            def size(node) -> tuple[int, int]:
                """Number of fields below a node, and levels of them."""
                count = levels = 0
                for child in node.selection_set.selections:
                    if isinstance(child, FieldNode):
                        more, deep = size(child) if child.selection_set else (0, 0)
                        more, deep = more + 1, deep + 1
                    elif isinstance(child, FragmentSpreadNode):
                        more, deep = of_fragment(child.name.value)
                    else:
                        more, deep = size(child)
                    count, levels = count + more, max(levels, deep)
                return count, levels

            def of_fragment(name: str) -> tuple[int, int]:
                if name not in sizes:
                    sizes[name] = (0, 0)  # a cycle or unknown: other rules refuse it
                    if name in fragments:
                        sizes[name] = size(fragments[name])
                return sizes[name]

            for definition in document.definitions:
                if not isinstance(definition, OperationDefinitionNode):
                    continue
                count, levels = size(definition)
                if levels - 1 > max_depth:
                    message = f"The query is deeper than {max_depth}"
                    self.report_error(GraphQLError(message, definition))
                if count > max_fields:
                    message = f"The query has more than {max_fields} fields"
                    self.report_error(GraphQLError(message, definition))

    return Limits


class NoProposals(SchemaExtension):
    def on_operation(self):
        yield
        for error in getattr(self.execution_context.result, "errors", None) or []:
            error.message = re.sub(r" Did you mean .*\?$", "", error.message)


class NoText(SchemaExtension):
    def on_operation(self):
        q = self.execution_context.query
        if q and re.search(r"__(schema|type)\b", q):
            raise GraphQLError("no introspection")
        yield


def is_bug(error: GraphQLError) -> bool:
    return error.original_error is not None


def create_app(settings: dict, load_children: Callable[[int | None], list]) -> FastAPI:
    rule = limit_rule(settings["max_depth"], settings["max_fields"])
    extensions: list = [lambda: AddValidationRules([rule])]
    if settings["production"]:
        extensions += [
            NoText,
            NoProposals,
            lambda: MaskErrors(is_bug, "Internal error"),
        ]
    router = GraphQLRouter(
        strawberry.Schema(CatalogueQuery, extensions=extensions),
        graphql_ide=None if settings["production"] else "graphiql",
        context_getter=lambda: {"load": load_children},
    )
    app = FastAPI()
    app.include_router(router, prefix="/graphql")
    return app
