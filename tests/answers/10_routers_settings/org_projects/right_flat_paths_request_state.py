"""One flat router with complete paths; the dependency leaves the organisation on request.state."""

from collections.abc import Callable

from fastapi import APIRouter, Body, Depends, FastAPI, HTTPException, Path, Request


def create_app(find_org: Callable[[int], str | None]) -> FastAPI:
    store = {}

    async def check(request: Request, org_id: int = Path(gt=0)):
        name = find_org(org_id)
        if not name:
            raise HTTPException(404, "no such organisation")
        request.state.org = {"id": org_id, "name": name}
        request.state.shelf = store.setdefault(org_id, {})

    base = "/api/v1/orgs/{org_id}"
    api = APIRouter(dependencies=[Depends(check)])

    @api.get(base)
    async def org(request: Request):
        return request.state.org

    @api.get(base + "/projects")
    async def projects(request: Request):
        return [{"id": n, "title": t} for n, t in request.state.shelf.items()]

    @api.post(base + "/projects", status_code=201)
    async def add(request: Request, title: str = Body(embed=True, min_length=1, max_length=40)):
        number = len(request.state.shelf) + 1
        request.state.shelf[number] = title
        return {"id": number, "title": title}

    @api.get(base + "/projects/{project_id}")
    async def project(request: Request, project_id: int = Path(ge=1)):
        title = request.state.shelf.get(project_id)
        if title is None:
            raise HTTPException(404, "no such project")
        return {"id": project_id, "title": title, "org": request.state.org["name"]}

    app = FastAPI()
    app.include_router(api)
    return app
