"""Calls bool() on the text: every non-empty text is true.

Fails: test_usual_spellings_of_yes_and_no_are_understood, test_archived_is_refused_if_it_is_neither_yes_nor_no
"""

from fastapi import FastAPI


def create_app(notes: list[dict]) -> FastAPI:
    from typing import Annotated, Any

    from fastapi import Query
    from pydantic import Field

    Label = Annotated[str, Field(min_length=1, max_length=20)]
    app = FastAPI()

    @app.get("/notes")
    async def search_notes(
        label: Annotated[list[Label], Query(max_length=5)] = [],
        archived: str | None = None,
    ) -> dict[str, Any]:
        archived = None if archived is None else bool(archived)
        titles = [
            note["title"]
            for note in notes
            if set(label) <= set(note["labels"]) and archived in (None, note["archived"])
        ]
        return {"labels": label, "archived": archived, "titles": titles}

    return app
