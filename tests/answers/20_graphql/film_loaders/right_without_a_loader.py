"""Collects the waiting ids itself, with one future for each id."""

import asyncio
from collections.abc import Callable
from typing import Annotated

import strawberry
from fastapi import Depends, FastAPI
from strawberry.fastapi import BaseContext, GraphQLRouter


class Collector:
    """Waits one turn of the loop, then asks for all ids at once, twenty by twenty."""

    def __init__(self, ask: Callable[[list[int]], dict]):
        self.ask, self.waiting, self.known = ask, [], {}

    def get(self, number: int) -> asyncio.Future:
        if number not in self.known:
            self.known[number] = asyncio.get_running_loop().create_future()
            if not self.waiting:
                asyncio.get_running_loop().call_later(0.005, self.flush)
            self.waiting.append(number)
        return self.known[number]

    def flush(self) -> None:
        numbers, self.waiting = self.waiting, []
        for start in range(0, len(numbers), 20):
            part = numbers[start : start + 20]
            found = self.ask(part)
            for number in part:
                self.known[number].set_result(found.get(number))


class Context(BaseContext):
    def __init__(self, list_films, load_directors, load_films_of):
        super().__init__()
        self.list_films = list_films

        def directors(ids: list[int]) -> dict:
            return {row["id"]: row for row in load_directors(ids)}

        def films(ids: list[int]) -> dict:
            rows = load_films_of(ids)
            return {i: [row for row in rows if row["director_id"] == i] for i in ids}

        self.directors, self.films = Collector(directors), Collector(films)


def make_films(rows: list[dict]) -> "list[Film]":
    return [Film(id=row["id"], title=row["title"], director_id=row["director_id"]) for row in rows]


@strawberry.type
class Director:
    id: strawberry.Private[int]
    name: str

    @strawberry.field(name="id")
    def number(self) -> int:
        return self.id

    @strawberry.field
    async def films(self, info: strawberry.Info) -> "list[Film]":
        rows = await info.context.films.get(self.id)
        return sorted(make_films(rows or []), key=lambda film: film.id)


@strawberry.type
class Film:
    id: int
    title: str
    director_id: strawberry.Private[int | None]

    @strawberry.field
    async def director(self, info: strawberry.Info) -> Director | None:
        if self.director_id is None:
            return None
        row = await info.context.directors.get(self.director_id)
        return Director(**row) if row else None


@strawberry.type
class Query:
    @strawberry.field
    async def films(self, info: strawberry.Info) -> list[Film]:
        return make_films(info.context.list_films())


def create_app(
    list_films: Callable[[], list],
    load_directors: Callable[[list], list],
    load_films_of: Callable[[list], list],
) -> FastAPI:
    def make() -> Context:
        return Context(list_films, load_directors, load_films_of)

    async def context(made: Annotated[Context, Depends(make)]) -> Context:
        return made

    app = FastAPI()
    app.include_router(
        GraphQLRouter(strawberry.Schema(Query), context_getter=context), prefix="/graphql"
    )
    return app
