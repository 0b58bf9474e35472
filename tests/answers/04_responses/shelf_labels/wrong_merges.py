"""Merges into the old shelf, so a capacity that is left out survives.

Fails: test_replacing_is_whole_and_invalid_input_changes_nothing
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    from urllib.parse import quote

    from fastapi import HTTPException, Response
    from pydantic import BaseModel, Field

    class ShelfIn(BaseModel):
        zone: str
        capacity: int = Field(default=0, ge=0)

    class Shelf(ShelfIn):
        name: str

    app = FastAPI()
    shelves: dict[str, Shelf] = {}

    def find(name: str) -> Shelf:
        if name not in shelves:
            raise HTTPException(404, "No such shelf")
        return shelves[name]

    created = {201: {"model": Shelf, "description": "Shelf created"}}

    @app.put("/shelves/{name}", responses=created)
    def store_shelf(name: str, new: ShelfIn, response: Response) -> Shelf:
        if name not in shelves:
            response.status_code = 201
            response.headers["Location"] = "/shelves/" + quote(name, safe="")
        shelves[name] = Shelf(
            name=name,
            **{
                **(shelves[name].model_dump(exclude={"name"}) if name in shelves else {}),
                **new.model_dump(exclude_unset=True),
            },
        )
        return shelves[name]

    @app.get("/shelves/{name}")
    def read_shelf(name: str) -> Shelf:
        return find(name)

    @app.delete("/shelves/{name}", status_code=204)
    def remove_shelf(name: str) -> None:
        del shelves[find(name).name]

    return app
