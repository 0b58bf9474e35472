"""Splits one parameter at commas.

Fails: test_a_repeated_name_is_a_list_of_labels, test_comma_order_and_repeats_stay_as_sent
"""

from fastapi import FastAPI


def create_app(notes: list[dict]) -> FastAPI:
    from typing import Annotated, Any

    from fastapi import Query
    from fastapi.exceptions import RequestValidationError
    from pydantic import Field

    Label = Annotated[str, Field(min_length=1, max_length=20)]
    app = FastAPI()

    @app.get("/notes")
    async def search_notes(
        label: str | None = None,
        archived: bool | None = None,
    ) -> dict[str, Any]:
        label = label.split(",") if label is not None else []
        if len(label) > 5 or any(not 1 <= len(part) <= 20 for part in label):
            raise RequestValidationError([{"loc": ["query", "label"], "msg": "", "type": "x"}])
        titles = [
            note["title"]
            for note in notes
            if set(label) <= set(note["labels"]) and archived in (None, note["archived"])
        ]
        return {"labels": label, "archived": archived, "titles": titles}

    return app
