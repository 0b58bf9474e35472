"""Looks for the badge first and asks for the token afterwards.

Fails: test_delete_needs_the_token_that_the_document_demands
"""

import secrets
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, Field

TOKEN = b"desk-9"


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


bearer = HTTPBearer(auto_error=False)


def require_desk(
    credentials: HTTPAuthorizationCredentials | None,
) -> None:
    if credentials is None or not secrets.compare_digest(credentials.credentials.encode(), TOKEN):
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
        responses={401: {"model": Problem}, 404: {"model": Problem}},
    )
    async def delete_badge(
        badge_id: int,
        sent: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
    ) -> None:
        badge = find(badge_id)
        require_desk(sent)
        del badges[badge.id]

    return app
