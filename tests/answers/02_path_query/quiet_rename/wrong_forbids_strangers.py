"""Takes the chance to forbid unknown parameters.

Fails: test_old_and_new_name_of_the_limit_both_work
"""

from fastapi import FastAPI


def create_app(parcels: list[dict]) -> FastAPI:
    from typing import Annotated, Any, Literal

    from fastapi import Query, Request, Response
    from fastapi.exceptions import RequestValidationError
    from pydantic import BeforeValidator

    State = Literal["open", "transit", "lost", "done"]

    def split(values: list[str]) -> list[str]:
        return [part for value in values for part in value.split(",")]

    app = FastAPI()

    @app.get("/parcels")
    async def list_parcels(
        request: Request,
        response: Response,
        limit: Annotated[int | None, Query(ge=1, le=100)] = None,
        page_size: Annotated[int | None, Query(ge=1, le=100, deprecated=True)] = None,
        state: Annotated[  # the split runs before each item is checked
            list[State], BeforeValidator(split), Query()
        ] = [],
    ) -> dict[str, Any]:
        if set(request.query_params) - {"limit", "page_size", "state"}:
            problem = {"type": "unknown", "loc": ["query"], "msg": "Unknown parameter"}
            raise RequestValidationError([problem])
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
