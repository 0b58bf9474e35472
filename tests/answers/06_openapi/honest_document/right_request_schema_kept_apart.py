"""Checks the header itself and adds the scheme to the document by hand."""

from typing import Annotated, Optional

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException
from pydantic import BaseModel, Field, computed_field


class Draft(BaseModel):
    name: Annotated[str, Field(min_length=1, max_length=30)]
    note: Optional[str] = None


class Badge(Draft):
    id: int

    @computed_field
    def label(self) -> str:
        return self.name.upper()


async def guard(
    authorization: Annotated[str | None, Header(include_in_schema=False)] = None,
) -> None:
    if authorization is None or authorization.split() != ["Bearer", "desk-9"]:
        raise HTTPException(401, "Desk only", {"WWW-Authenticate": 'Bearer realm="desk"'})


def create_app() -> FastAPI:
    app = FastAPI()
    router = APIRouter(prefix="/badges")
    badges: list[Badge | None] = []

    def at(number: int) -> Badge:
        if not 0 < number <= len(badges) or badges[number - 1] is None:
            raise HTTPException(404)
        return badges[number - 1]

    @router.post("", status_code=201)
    async def create(draft: Draft) -> Badge:
        badges.append(Badge(id=len(badges) + 1, **dict(draft)))
        return badges[-1]

    @router.get("/{number}")
    async def read(number: int) -> Badge:
        return at(number)

    @router.delete(
        "/{number}",
        status_code=204,
        dependencies=[Depends(guard)],
        openapi_extra={"security": [{"Desk": []}]},
    )
    async def remove(number: int) -> None:
        badges[at(number).id - 1] = None

    app.include_router(router)
    generate = app.openapi

    def document() -> dict:
        result = generate()
        scheme = {"type": "http", "scheme": "bearer"}
        result["components"]["securitySchemes"] = {"Desk": scheme}
        return result

    app.openapi = document
    return app
