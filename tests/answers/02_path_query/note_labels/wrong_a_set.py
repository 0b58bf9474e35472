"""Takes the labels as a set: order and repeats are lost.

Fails: test_comma_order_and_repeats_stay_as_sent, test_number_and_length_of_labels_are_limited
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
        label: Annotated[set[Label], Query(max_length=5)] = set(),
        archived: bool | None = None,
    ) -> dict[str, Any]:
        titles = [
            note["title"]
            for note in notes
            if set(label) <= set(note["labels"]) and archived in (None, note["archived"])
        ]
        return {"labels": sorted(label), "archived": archived, "titles": titles}

    return app
