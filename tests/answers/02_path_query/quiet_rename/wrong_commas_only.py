"""Supports the old spelling of states only: a repeated name counts as its last value.

Fails: test_states_may_be_repeated_or_joined_by_commas
"""

from fastapi import FastAPI


def create_app(parcels: list[dict]) -> FastAPI:
    from typing import Annotated, Any, Literal, get_args

    from fastapi import Query, Response
    from fastapi.exceptions import RequestValidationError

    State = Literal["open", "transit", "lost", "done"]

    app = FastAPI()

    @app.get("/parcels")
    async def list_parcels(
        response: Response,
        limit: Annotated[int | None, Query(ge=1, le=100)] = None,
        page_size: Annotated[int | None, Query(ge=1, le=100, deprecated=True)] = None,
        state: str | None = None,
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
        states = list(dict.fromkeys(state.split(","))) if state is not None else []
        if not set(states) <= set(get_args(State)):
            raise RequestValidationError([{"type": "x", "loc": ["query", "state"], "msg": ""}])
        codes = [p["code"] for p in parcels if not states or p["state"] in states]
        return {"limit": limit, "states": states, "codes": codes[:limit]}

    return app
