"""Documents the 422 with the model of the other refusals.

Fails: test_each_operation_lists_its_own_statuses
"""

from typing import Annotated, Literal

from fastapi import FastAPI, Header, HTTPException
from pydantic import BaseModel, Field


class NewPermit(BaseModel):
    plate: Annotated[str, Field(min_length=1, max_length=10)]


class Permit(BaseModel):
    plate: str
    office: str


class PermitExists(BaseModel):
    code: Literal["permit_exists"]
    plate: str


class PermitUnknown(BaseModel):
    code: Literal["permit_unknown"]
    plate: str


class Conflict(BaseModel):
    detail: PermitExists


class NotFound(BaseModel):
    detail: PermitUnknown


def create_app() -> FastAPI:
    app = FastAPI()
    permits: dict[str, Permit] = {}

    @app.post(
        "/permits", status_code=201, responses={409: {"model": Conflict}, 422: {"model": Conflict}}
    )
    async def issue(
        new: NewPermit,
        x_office: Annotated[
            str, Header(min_length=1, description="Office that issues the permit.")
        ],
    ) -> Permit:
        if new.plate in permits:
            raise HTTPException(409, {"code": "permit_exists", "plate": new.plate})
        permits[new.plate] = Permit(plate=new.plate, office=x_office)
        return permits[new.plate]

    @app.get("/permits/{plate}", responses={404: {"model": NotFound}})
    async def read(plate: str) -> Permit:
        if plate not in permits:
            raise HTTPException(404, {"code": "permit_unknown", "plate": plate})
        return permits[plate]

    @app.get("/internal/stats", include_in_schema=False)
    async def stats() -> dict[str, int]:
        return {"permits": len(permits)}

    return app
