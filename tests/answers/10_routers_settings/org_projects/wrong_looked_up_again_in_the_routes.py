"""Guards the router and then calls the lookup again in each route.

Fails: test_directory_is_asked_once_per_request
"""

from collections.abc import Callable

from fastapi import FastAPI


def create_app(find_org: Callable[[int], str | None]) -> FastAPI:
    from typing import Annotated

    from fastapi import APIRouter, Depends, HTTPException, Path
    from pydantic import BaseModel, Field

    class Org(BaseModel):
        id: int
        name: str

    class NewProject(BaseModel):
        title: str = Field(min_length=1, max_length=40)

    class Project(NewProject):
        id: int

    class ProjectOfOrg(Project):
        org: str

    def current_org(org_id: Annotated[int, Path(ge=1)]) -> Org:
        name = find_org(org_id)
        if name is None:
            raise HTTPException(404, "no such organisation")
        return Org(id=org_id, name=name)

    OrgId = Annotated[int, Path(ge=1)]
    shelves: dict[int, list[Project]] = {}
    orgs = APIRouter(prefix="/orgs/{org_id}", tags=["orgs"], dependencies=[Depends(current_org)])
    projects = APIRouter(prefix="/projects", tags=["projects"])

    @orgs.get("")
    def read_org(org_id: OrgId) -> Org:
        return current_org(org_id)

    @projects.get("")
    def list_projects(org_id: OrgId) -> list[Project]:
        org = current_org(org_id)
        return shelves.get(org.id, [])

    @projects.post("", status_code=201)
    def create_project(org_id: OrgId, new: NewProject) -> Project:
        org = current_org(org_id)
        shelf = shelves.setdefault(org.id, [])
        shelf.append(Project(id=len(shelf) + 1, title=new.title))
        return shelf[-1]

    @projects.get("/{project_id}")
    def read_project(org_id: OrgId, project_id: int) -> ProjectOfOrg:
        org = current_org(org_id)
        for project in shelves.get(org.id, []):
            if project.id == project_id:
                return ProjectOfOrg(**project.model_dump(), org=org.name)
        raise HTTPException(404, "no such project")

    orgs.include_router(projects)
    app = FastAPI()
    app.include_router(orgs, prefix="/api/v1")
    return app
