"""Loses the limits of the name when the class is split in two.

Fails: test_request_and_answer_have_clean_names
"""

import secrets
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel

TOKEN = b"desk-9"


class NewBadge(BaseModel):
    name: str
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
    if not secrets.compare_digest(credentials.credentials.encode(), TOKEN):
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
