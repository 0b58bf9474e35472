"""Keeps directory and projects in module globals, so the last app decides for all.

Fails: test_organisations_and_apps_are_apart
"""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Body, Depends, FastAPI, HTTPException, Path

FIND = {}
SHELVES: dict[int, list[dict]] = {}
orgs = APIRouter(prefix="/orgs/{org_id}")
projects = APIRouter(prefix="/projects")


def current_org(org_id: Annotated[int, Path(ge=1)]) -> dict:
    name = FIND["org"](org_id)
    if name is None:
        raise HTTPException(404, "no such organisation")
    return {"id": org_id, "name": name}


Org = Annotated[dict, Depends(current_org)]


@orgs.get("")
def read_org(org: Org):
    return org


@projects.get("")
def list_projects(org: Org):
    return SHELVES.get(org["id"], [])


@projects.post("", status_code=201)
def create(org: Org, title: Annotated[str, Body(embed=True, min_length=1, max_length=40)]):
    shelf = SHELVES.setdefault(org["id"], [])
    shelf.append({"id": len(shelf) + 1, "title": title})
    return shelf[-1]


@projects.get("/{project_id}")
def read(org: Org, project_id: int):
    for project in SHELVES.get(org["id"], []):
        if project["id"] == project_id:
            return {**project, "org": org["name"]}
    raise HTTPException(404, "no such project")


orgs.include_router(projects)


def create_app(find_org: Callable[[int], str | None]) -> FastAPI:
    FIND["org"] = find_org
    app = FastAPI()
    app.include_router(orgs, prefix="/api/v1")
    return app
