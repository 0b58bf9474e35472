"""Keeps one class and trusts separate_input_output_schemas=False.

Fails: test_request_and_answer_have_clean_names
"""

import secrets
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, Field, computed_field


class NewBadge(BaseModel):
    name: str = Field(min_length=1, max_length=30)
    note: str | None = None


class Badge(NewBadge):
    id: int = 0

    @computed_field
    @property
    def label(self) -> str:
        return self.name.upper()


def require_desk(
    credentials: Annotated[HTTPAuthorizationCredentials, Depends(HTTPBearer())],
) -> None:
    if not secrets.compare_digest(credentials.credentials.encode(), b"desk-9"):
        challenge = {"WWW-Authenticate": "Bearer"}
        raise HTTPException(401, "Invalid token", headers=challenge)


def create_app() -> FastAPI:
    app = FastAPI(separate_input_output_schemas=False)
    badges: dict[int, Badge] = {}
    last_id = 0

    def find(badge_id: int) -> Badge:
        if badge_id not in badges:
            raise HTTPException(404, "No such badge")
        return badges[badge_id]

    @app.post("/badges", status_code=201)
    async def create_badge(new: Badge) -> Badge:
        nonlocal last_id
        last_id += 1
        badges[last_id] = Badge(id=last_id, name=new.name, note=new.note)
        return badges[last_id]

    @app.get("/badges/{badge_id}")
    async def read_badge(badge_id: int) -> Badge:
        return find(badge_id)

    @app.delete("/badges/{badge_id}", status_code=204, dependencies=[Depends(require_desk)])
    async def delete_badge(badge_id: int) -> None:
        del badges[find(badge_id).id]

    return app
