"""A dependency for the limit, the states as plain text checked by hand, JSONResponse."""

from typing import Annotated

from fastapi import Depends, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

STATES = ("open", "transit", "lost", "done")
Size = Annotated[int | None, Query(ge=1, le=100)]


def problem(name: str, message: str) -> RequestValidationError:
    return RequestValidationError([{"type": "refused", "loc": ["query", name], "msg": message}])


def get_limit(
    limit: Size = None, page_size: int | None = Query(None, ge=1, le=100, deprecated=True)
) -> int:
    given = {limit, page_size} - {None}
    if len(given) == 2:
        raise problem("limit", "limit and page_size differ")
    return given.pop() if given else 20


def get_states(state: Annotated[list[str] | None, Query()] = None) -> list[str]:
    states: list[str] = []
    for part in ",".join(state or []).split(",") if state else []:
        if part not in STATES:
            raise problem("state", "unknown state")
        if part not in states:
            states.append(part)
    return states


def create_app(parcels: list[dict]) -> FastAPI:
    app = FastAPI()

    @app.get("/parcels")
    async def list_parcels(
        request: Request,
        limit: Annotated[int, Depends(get_limit)],
        states: Annotated[list[str], Depends(get_states)],
    ):
        codes = [p["code"] for p in parcels if p["state"] in (states or STATES)][:limit]
        old = "page_size" in request.query_params
        headers = {"X-Deprecated": "page_size"} if old else None
        body = {"limit": limit, "states": states, "codes": codes}
        return JSONResponse(body, headers=headers)

    return app
