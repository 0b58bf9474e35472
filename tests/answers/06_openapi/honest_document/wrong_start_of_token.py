"""Accepts every token that starts with the right one.

Fails: test_delete_needs_the_token_that_the_document_demands
"""

from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, Field

TOKEN = "desk-9"


class NewBadge(BaseModel):
    name: Annotated[str, Field(min_length=1, max_length=30)]
    note: str | None = None


class Badge(BaseModel):
    id: int
    name: str
    note: str | None
    label: str


class Problem(BaseModel):
    detail: str


bearer = HTTPBearer()


def require_desk(
    credentials: Annotated[HTTPAuthorizationCredentials, Depends(bearer)],
) -> None:
    if not credentials.credentials.startswith(TOKEN):
        raise HTTPException(401, "Wrong token", headers={"WWW-Authenticate": "Bearer"})


def create_app() -> FastAPI:
    app = FastAPI()
    badges: dict[int, Badge] = {}
    last_id = 0

    def find(badge_id: int) -> Badge:
        if badge_id not in badges:
            raise HTTPException(404, "No such badge")
        return badges[badge_id]

    @app.post("/badges", status_code=201)
    async def create_badge(new: NewBadge) -> Badge:
        nonlocal last_id
        last_id += 1
        badges[last_id] = Badge(id=last_id, name=new.name, note=new.note, label=new.name.upper())
        return badges[last_id]

    @app.get("/badges/{badge_id}", responses={404: {"model": Problem}})
    async def read_badge(badge_id: int) -> Badge:
        return find(badge_id)

    @app.delete(
        "/badges/{badge_id}",
        status_code=204,
        dependencies=[Depends(require_desk)],
        responses={401: {"model": Problem}, 404: {"model": Problem}},
    )
    async def delete_badge(badge_id: int) -> None:
        del badges[find(badge_id).id]

    return app
