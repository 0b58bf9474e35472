"""Counts with a visitor of its own and cleans the answer in the router."""

import re
from collections.abc import Callable

import graphql
import strawberry
from fastapi import FastAPI, Request
from strawberry.extensions import AddValidationRules
from strawberry.fastapi import GraphQLRouter


@strawberry.type
class Category:
    id: int
    name: str

    @strawberry.field
    async def children(self, info: strawberry.Info) -> "list[Category] | None":
        return read(info, self.id)


def read(info: strawberry.Info, parent: int | None) -> list[Category]:
    rows = info.context["source"](parent)
    return [Category(id=row["id"], name=row["name"]) for row in rows]


@strawberry.type
class Query:
    @strawberry.field
    async def roots(self, info: strawberry.Info) -> list[Category]:
        return read(info, None)


def limit(depth: int, fields: int, hide: bool) -> type[graphql.ValidationRule]:
    class Limit(graphql.ValidationRule):
        def measure(self, node, level: int, trail: tuple) -> int:
            if level > depth + 1 or len(trail) > 50:
                self.report_error(graphql.GraphQLError("Too deep"))
                return 0
            count = 0
            for part in node.selection_set.selections if node.selection_set else ():
                if part.kind == "field":
                    if hide and part.name.value in ("__schema", "__type"):
                        self.report_error(graphql.GraphQLError("No introspection"))
                    if level > depth:
                        self.report_error(graphql.GraphQLError("Too deep"))
                        return count
                    count += 1 + self.measure(part, level + 1, trail)
                elif part.kind == "inline_fragment":
                    count += self.measure(part, level, trail)
                elif part.name.value not in trail:
                    named = self.context.get_fragment(part.name.value)
                    if named:
                        count += self.measure(named, level, (*trail, part.name.value))
            return count

        def enter_operation_definition(self, node, *_):
            if self.measure(node, 0, ()) > fields:
                self.report_error(graphql.GraphQLError("Too wide"))

    return Limit


class Graph(GraphQLRouter):
    production = False

    async def process_result(self, request: Request, result):
        answer = await super().process_result(request, result)
        if not self.production:
            return answer
        for error in answer.get("errors", []):
            if "path" in error:
                error["message"] = "Internal error"
            error["message"] = re.sub(r" Did you mean .*", "", error["message"], flags=re.S)
        return answer


def create_app(settings: dict, load_children: Callable[[int | None], list]) -> FastAPI:
    async def context():
        return {"source": load_children}

    hide = bool(settings["production"])
    rule = limit(settings["max_depth"], settings["max_fields"], hide)
    schema = strawberry.Schema(Query, extensions=[lambda: AddValidationRules([rule])])
    options = {"graphql_ide": None} if hide else {}
    graph = Graph(schema, path="/graphql", context_getter=context, **options)
    graph.production = hide
    app = FastAPI()
    app.include_router(graph)
    return app
