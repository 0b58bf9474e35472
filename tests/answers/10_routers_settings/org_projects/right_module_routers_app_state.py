"""Three nested routers at module level; directory and projects are on app.state."""

from collections import defaultdict
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Path, Request
from pydantic import BaseModel, constr


class Draft(BaseModel):
    title: constr(min_length=1, max_length=40)


class Org:
    def __init__(self, request: Request, org_id: Annotated[int, Path(ge=1)]):
        self.id = org_id
        self.name = request.app.state.find_org(org_id)
        if self.name is None:
            raise HTTPException(404, "no such organisation")
        self.projects = request.app.state.projects[org_id]


OrgDep = Annotated[Org, Depends()]
v1 = APIRouter(prefix="/api/v1")
orgs = APIRouter(prefix="/orgs")
projects = APIRouter()


@orgs.get("/{org_id}")
def show(org: OrgDep):
    return {"id": org.id, "name": org.name}


@projects.get("")
def index(org: OrgDep):
    return org.projects


@projects.post("", status_code=201)
def create(org: OrgDep, draft: Draft):
    org.projects.append({"id": len(org.projects) + 1, "title": draft.title})
    return org.projects[-1]


@projects.get("/{project_id}")
def read(org: OrgDep, project_id: int):
    if not 0 < project_id <= len(org.projects):
        raise HTTPException(404, "no such project")
    return org.projects[project_id - 1] | {"org": org.name}


orgs.include_router(projects, prefix="/{org_id}/projects")
v1.include_router(orgs)


def create_app(find_org: Callable[[int], str | None]) -> FastAPI:
    app = FastAPI()
    app.state.find_org = find_org
    app.state.projects = defaultdict(list)
    app.include_router(v1)
    return app
