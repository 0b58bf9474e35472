"""Declares both refusals for the whole app.

Fails: test_each_operation_lists_its_own_statuses
"""

from fastapi import FastAPI
from pydantic import BaseModel


def create_app() -> FastAPI:
    from typing import Annotated

    from fastapi import Header, HTTPException
    from pydantic import Field

    class NewPermit(BaseModel):
        plate: str = Field(min_length=1, max_length=10)

    class Permit(NewPermit):
        office: str

    class Problem(BaseModel):
        code: str
        plate: str

    class Refusal(BaseModel):
        detail: Problem

    office_header = Header(min_length=1, description="Office that issues the permit.")
    app = FastAPI(responses={404: {"model": Refusal}, 409: {"model": Refusal}})
    permits: dict[str, Permit] = {}

    def refuse(status: int, code: str, plate: str) -> HTTPException:
        return HTTPException(status, {"code": code, "plate": plate})

    @app.post("/permits", status_code=201)
    async def issue(new: NewPermit, x_office: Annotated[str, office_header]) -> Permit:
        if new.plate in permits:
            raise refuse(409, "permit_exists", new.plate)
        permits[new.plate] = Permit(plate=new.plate, office=x_office)
        return permits[new.plate]

    @app.get("/permits/{plate}")
    async def read(plate: str) -> Permit:
        if plate not in permits:
            raise refuse(404, "permit_unknown", plate)
        return permits[plate]

    @app.get("/internal/stats", include_in_schema=False)
    async def stats() -> dict[str, int]:
        return {"permits": len(permits)}

    return app
