"""Strips the spaces of every label, as a search box often does.

Fails: test_comma_order_and_repeats_stay_as_sent
"""

from typing import Annotated

from fastapi import FastAPI, Query
from pydantic import StringConstraints

Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20)]


def create_app(notes: list[dict]) -> FastAPI:
    app = FastAPI()

    @app.get("/notes")
    def search_notes(
        label: Annotated[list[Label] | None, Query(max_length=5)] = None,
        archived: bool | None = None,
    ):
        labels = label or []
        titles = [
            note["title"]
            for note in notes
            if all(wanted in note["labels"] for wanted in labels)
            and (archived is None or note["archived"] is archived)
        ]
        return {"labels": labels, "archived": archived, "titles": titles}

    return app
