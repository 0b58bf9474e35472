"""Makes the loaders once, when the app is made.

Fails: test_every_request_loads_anew
"""

from collections.abc import Callable

import strawberry
from fastapi import FastAPI
from strawberry.dataloader import DataLoader
from strawberry.fastapi import GraphQLRouter


@strawberry.type
class Film:
    id: int
    title: str
    director_id: strawberry.Private[int | None]

    @strawberry.field
    async def director(self, info: strawberry.Info) -> "Director | None":
        if self.director_id is None:
            return None
        return await info.context["directors"].load(self.director_id)


@strawberry.type
class Director:
    id: int
    name: str

    @strawberry.field
    async def films(self, info: strawberry.Info) -> list[Film]:
        return await info.context["films_of"].load(self.id)


@strawberry.type
class Query:
    @strawberry.field
    def films(self, info: strawberry.Info) -> list[Film]:
        return info.context["list_films"]()


def create_app(
    list_films: Callable[[], list],
    load_directors: Callable[[list], list],
    load_films_of: Callable[[list], list],
) -> FastAPI:
    async def directors(ids: list[int]) -> list[Director | None]:
        rows = {row["id"]: Director(**row) for row in load_directors(ids)}
        return [rows.get(i) for i in ids]

    async def films_of(ids: list[int]) -> list[list[Film]]:
        films: dict[int, list[Film]] = {i: [] for i in ids}
        for row in sorted(load_films_of(ids), key=lambda row: row["id"]):
            films[row["director_id"]].append(Film(**row))
        return [films[i] for i in ids]

    context = {
        "list_films": lambda: [Film(**row) for row in list_films()],
        "directors": DataLoader(directors, max_batch_size=20),
        "films_of": DataLoader(films_of, max_batch_size=20),
    }

    def get_context() -> dict:
        return context

    app = FastAPI()
    router = GraphQLRouter(strawberry.Schema(Query), context_getter=get_context)
    app.include_router(router, prefix="/graphql")
    return app
