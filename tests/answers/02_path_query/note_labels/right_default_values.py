"""Old style default values, None for no labels, a tuple inside."""

from typing import Annotated

from fastapi import FastAPI, Query
from pydantic import Field


def create_app(notes: list[dict]) -> FastAPI:
    app = FastAPI()

    @app.get("/notes")
    async def search_notes(
        label: tuple[Annotated[str, Field(min_length=1, max_length=20)], ...] | None = Query(
            None, max_length=5
        ),
        archived: bool | None = Query(None),
    ):
        titles = []
        for note in notes:
            if archived is not None and archived != note["archived"]:
                continue
            if set(label or ()).issubset(note["labels"]):
                titles.append(note["title"])
        return {"titles": titles, "labels": label or [], "archived": archived}

    return app
