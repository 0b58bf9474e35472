"""Gives archived the default False: absent filters too.

Fails: test_a_repeated_name_is_a_list_of_labels, test_nothing_sent_means_no_filter, test_comma_order_and_repeats_stay_as_sent
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
        archived: bool = False,
    ) -> dict[str, Any]:
        titles = [
            note["title"]
            for note in notes
            if set(label) <= set(note["labels"]) and archived in (None, note["archived"])
        ]
        return {"labels": label, "archived": archived, "titles": titles}

    return app
