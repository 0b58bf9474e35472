"""Marks the operation as deprecated as well as the parameter.

Fails: test_document_shows_both_names_and_marks_the_old_one
"""

from typing import Annotated, Literal

from fastapi import FastAPI, Query, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BeforeValidator

State = Literal["open", "transit", "lost", "done"]


def split_commas(values: list[str]) -> list[str]:
    return [part for value in values for part in value.split(",")]


def create_app(parcels: list[dict]) -> FastAPI:
    app = FastAPI()

    @app.get("/parcels", deprecated=True)
    def list_parcels(
        response: Response,
        limit: Annotated[int | None, Query(ge=1, le=100)] = None,
        page_size: Annotated[int | None, Query(ge=1, le=100, deprecated=True)] = None,
        state: Annotated[list[State] | None, Query(), BeforeValidator(split_commas)] = None,
    ):
        if page_size is not None:
            response.headers["X-Deprecated"] = "page_size"
            if limit is not None and limit != page_size:
                raise RequestValidationError(
                    [
                        {
                            "type": "value_error",
                            "loc": ("query", "page_size"),
                            "msg": "limit and page_size must agree; use limit",
                            "input": page_size,
                        }
                    ]
                )
        in_force = limit or page_size or 20
        states = list(dict.fromkeys(state or []))
        codes = [p["code"] for p in parcels if not states or p["state"] in states]
        return {"limit": in_force, "states": states, "codes": codes[:in_force]}

    return app
