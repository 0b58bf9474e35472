"""Leaves out Query(): the list is read from the body and always empty.

Fails: test_a_repeated_name_is_a_list_of_labels, test_comma_order_and_repeats_stay_as_sent, test_number_and_length_of_labels_are_limited
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
        label: list[Label] = [],
        archived: bool | None = None,
    ) -> dict[str, Any]:
        titles = [
            note["title"]
            for note in notes
            if set(label) <= set(note["labels"]) and archived in (None, note["archived"])
        ]
        return {"labels": label, "archived": archived, "titles": titles}

    return app
