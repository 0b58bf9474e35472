"""One query model, sync function, list default by factory."""

from typing import Annotated

from fastapi import FastAPI, Query
from pydantic import BaseModel, Field, StringConstraints


class Search(BaseModel):
    label: list[Annotated[str, StringConstraints(min_length=1, max_length=20)]] = Field(
        default_factory=list, max_length=5
    )
    archived: bool | None = None

    def fits(self, note: dict) -> bool:
        return all(label in note["labels"] for label in self.label) and (
            self.archived is None or note["archived"] is self.archived
        )


def create_app(notes: list[dict]) -> FastAPI:
    app = FastAPI()

    @app.get("/notes")
    def search_notes(search: Annotated[Search, Query()]):
        titles = [note["title"] for note in notes if search.fits(note)]
        return {"labels": search.label, "archived": search.archived, "titles": titles}

    return app
