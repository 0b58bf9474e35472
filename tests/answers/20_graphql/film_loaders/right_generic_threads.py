"""Makes one loader factory and calls the service in the thread pool."""

from collections import defaultdict
from collections.abc import Callable

import strawberry
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
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
    def loader(function, key, build):
        async def load(ids: list[int]) -> list:
            groups = defaultdict(list)
            for row in await run_in_threadpool(function, ids):
                groups[row[key]].append(row)
            return [build(groups[i]) for i in ids]

        return DataLoader(load, max_batch_size=20)

    def first_director(rows: list) -> Director | None:
        return Director(**rows[0]) if rows else None

    def sorted_films(rows: list) -> list[Film]:
        return sorted((Film(**row) for row in rows), key=lambda film: film.id)

    def get_context() -> dict:
        return {
            "list_films": lambda: [Film(**row) for row in list_films()],
            "directors": loader(load_directors, "id", first_director),
            "films_of": loader(load_films_of, "director_id", sorted_films),
        }

    app = FastAPI()
    router = GraphQLRouter(strawberry.Schema(Query), context_getter=get_context)
    app.include_router(router, prefix="/graphql")
    return app
