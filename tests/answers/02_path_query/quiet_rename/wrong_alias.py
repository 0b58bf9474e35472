"""Accepts both names by an alias: no conflict, no header, one name in the document.

Fails: test_two_limits_must_agree, test_only_the_old_name_is_answered_with_the_header, test_document_shows_both_names_and_marks_the_old_one
"""

from fastapi import FastAPI


def create_app(parcels: list[dict]) -> FastAPI:
    from typing import Annotated, Any, Literal

    from fastapi import Query
    from pydantic import AliasChoices, BeforeValidator

    State = Literal["open", "transit", "lost", "done"]

    def split(values: list[str]) -> list[str]:
        return [part for value in values for part in value.split(",")]

    app = FastAPI()

    @app.get("/parcels")
    async def list_parcels(
        limit: Annotated[
            int, Query(ge=1, le=100, validation_alias=AliasChoices("limit", "page_size"))
        ] = 20,
        state: Annotated[  # the split runs before each item is checked
            list[State], BeforeValidator(split), Query()
        ] = [],
    ) -> dict[str, Any]:
        states = list(dict.fromkeys(state))
        codes = [p["code"] for p in parcels if not states or p["state"] in states]
        return {"limit": limit, "states": states, "codes": codes[:limit]}

    return app
