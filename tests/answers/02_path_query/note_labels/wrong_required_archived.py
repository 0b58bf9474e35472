"""Takes `bool | None` for optional and leaves out the default.

Fails: test_a_repeated_name_is_a_list_of_labels, test_nothing_sent_means_no_filter
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
        archived: bool | None,
        label: Annotated[list[Label], Query(max_length=5)] = [],
    ) -> dict[str, Any]:
        titles = [
            note["title"]
            for note in notes
            if set(label) <= set(note["labels"]) and archived in (None, note["archived"])
        ]
        return {"labels": label, "archived": archived, "titles": titles}

    return app
