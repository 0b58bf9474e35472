"""201 on the decorator, lowered to 200; Location is the path that the client sent."""

from urllib.parse import quote

from fastapi import APIRouter, FastAPI, HTTPException, Request, Response
from pydantic import BaseModel, NonNegativeInt


class Content(BaseModel):
    zone: str
    capacity: NonNegativeInt = 0


class Shelf(Content):
    name: str


def create_app():
    router = APIRouter(prefix="/shelves")
    shelves: dict[str, Content] = {}

    def shown(name: str) -> Shelf:
        if name not in shelves:
            raise HTTPException(404)
        return Shelf(name=name, **shelves[name].model_dump())

    @router.put("/{name:str}", status_code=201, responses={200: {"model": Shelf}})
    def store(name: str, content: Content, request: Request, response: Response) -> Shelf:
        if name in shelves:
            response.status_code = 200
        else:
            response.headers["Location"] = quote(request.scope["path"])
        shelves[name] = content
        return shown(name)

    @router.get("/{name}")
    def read(name: str) -> Shelf:
        return shown(name)

    @router.delete("/{name}", status_code=204)
    def remove(name: str) -> None:
        shown(name)
        del shelves[name]

    app = FastAPI()
    app.include_router(router)
    return app
