"""Gives limit its default of 20 and cannot see whether it was sent.

Fails: test_old_and_new_name_of_the_limit_both_work, test_both_names_have_the_same_bounds
"""

from fastapi import FastAPI


def create_app(parcels: list[dict]) -> FastAPI:
    from typing import Annotated, Any, Literal

    from fastapi import Query, Response
    from fastapi.exceptions import RequestValidationError
    from pydantic import BeforeValidator

    State = Literal["open", "transit", "lost", "done"]

    def split(values: list[str]) -> list[str]:
        return [part for value in values for part in value.split(",")]

    app = FastAPI()

    @app.get("/parcels")
    async def list_parcels(
        response: Response,
        limit: Annotated[int, Query(ge=1, le=100)] = 20,
        page_size: Annotated[int | None, Query(ge=1, le=100, deprecated=True)] = None,
        state: Annotated[  # the split runs before each item is checked
            list[State], BeforeValidator(split), Query()
        ] = [],
    ) -> dict[str, Any]:
        if page_size is not None:
            if limit not in (None, page_size):
                problem = {
                    "type": "conflict",
                    "loc": ["query", "page_size"],
                    "msg": "limit and page_size differ",
                    "input": page_size,
                }
                raise RequestValidationError([problem])
            limit = page_size
            response.headers["X-Deprecated"] = "page_size"
        limit = 20 if limit is None else limit
        states = list(dict.fromkeys(state))
        codes = [p["code"] for p in parcels if not states or p["state"] in states]
        return {"limit": limit, "states": states, "codes": codes[:limit]}

    return app
