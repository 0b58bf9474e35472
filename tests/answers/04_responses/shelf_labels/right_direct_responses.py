"""Async, JSONResponse with its own status and header, dictionaries, both statuses documented."""

from typing import Annotated
from urllib.parse import quote

from fastapi import Body, FastAPI, HTTPException
from fastapi.responses import JSONResponse, Response


def create_app() -> FastAPI:
    app = FastAPI()
    store = {}
    both = {200: {"description": "replaced"}, 201: {"description": "created"}}

    @app.put("/shelves/{name}", responses=both)
    async def put(
        name: str, zone: Annotated[str, Body()], capacity: Annotated[int, Body(ge=0)] = 0
    ):
        is_new = name not in store
        store[name] = {"name": name, "zone": zone, "capacity": capacity}
        if not is_new:
            return JSONResponse(store[name])
        where = f"http://testserver/shelves/{quote(name)}"
        return JSONResponse(store[name], status_code=201, headers={"Location": where})

    @app.get("/shelves/{name}")
    async def get(name: str):
        if name in store:
            return store[name]
        raise HTTPException(404)

    @app.delete("/shelves/{name}", status_code=204, response_class=Response)
    async def delete(name: str):
        if store.pop(name, None) is None:
            raise HTTPException(404)
        return Response(status_code=204)

    return app
