"""Trims the name that the client has chosen.

Fails: test_every_name_has_an_address_that_works
"""

from typing import Annotated
from urllib.parse import quote

from fastapi import FastAPI, HTTPException, Response
from pydantic import BaseModel, Field


class ShelfIn(BaseModel):
    zone: str
    capacity: Annotated[int, Field(ge=0)] = 0


class Shelf(ShelfIn):
    name: str


def create_app() -> FastAPI:
    app = FastAPI()
    shelves: dict[str, Shelf] = {}

    @app.put("/shelves/{name}", responses={201: {"model": Shelf}})
    def store(name: str, new: ShelfIn, response: Response) -> Shelf:
        name = name.strip()
        if name not in shelves:
            response.status_code = 201
            response.headers["Location"] = f"/shelves/{quote(name, safe='')}"
        shelves[name] = Shelf(name=name, **new.model_dump())
        return shelves[name]

    @app.get("/shelves/{name}")
    def read(name: str) -> Shelf:
        if name not in shelves:
            raise HTTPException(404)
        return shelves[name]

    @app.delete("/shelves/{name}", status_code=204)
    def remove(name: str) -> None:
        if shelves.pop(name, None) is None:
            raise HTTPException(404)

    return app
