"""The header in a dependency, one model for each refusal, the internal routes in a hidden router."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, FastAPI, Header, status
from fastapi.responses import JSONResponse
from pydantic import BaseModel, StringConstraints


class Unknown(BaseModel):
    code: Literal["permit_unknown"] = "permit_unknown"
    plate: str
    model_config = {"json_schema_serialization_defaults_required": True}


class Exists(BaseModel):
    code: Literal["permit_exists"] = "permit_exists"
    plate: str
    model_config = {"json_schema_serialization_defaults_required": True}


class NotFound(BaseModel):
    detail: Unknown


class Conflict(BaseModel):
    detail: Exists


class NewPermit(BaseModel):
    plate: Annotated[str, StringConstraints(min_length=1, max_length=10)]


class Permit(BaseModel):
    plate: str
    office: str


class Stats(BaseModel):
    permits: int


def issuing_office(
    x_office: Annotated[str, Header(min_length=1, description="Office that issues the permit.")],
) -> str:
    return x_office


def create_app() -> FastAPI:
    permits: list[Permit] = []
    public = APIRouter(prefix="/permits")
    internal = APIRouter(prefix="/internal", include_in_schema=False)

    def find(plate: str) -> Permit | None:
        return next((p for p in permits if p.plate == plate), None)

    @public.post("", status_code=status.HTTP_201_CREATED, responses={409: {"model": Conflict}})
    async def issue(new: NewPermit, office: Annotated[str, Depends(issuing_office)]) -> Permit:
        if find(new.plate):
            body = Conflict(detail=Exists(plate=new.plate))
            return JSONResponse(body.model_dump(), 409)
        permits.append(Permit(plate=new.plate, office=office))
        return permits[-1]

    @public.get("/{plate}", responses={404: {"model": NotFound}})
    async def read(plate: str) -> Permit:
        found = find(plate)
        if found is None:
            return JSONResponse(NotFound(detail=Unknown(plate=plate)).model_dump(), 404)
        return found

    @internal.get("/stats")
    async def stats() -> Stats:
        return Stats(permits=len(permits))

    app = FastAPI()
    app.include_router(public)
    app.include_router(internal)
    return app
