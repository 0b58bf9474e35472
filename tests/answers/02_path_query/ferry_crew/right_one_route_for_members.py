"""One route for me, numbers and handles that decides by itself; query model."""

from typing import Annotated

from fastapi import APIRouter, FastAPI, HTTPException, Path, Query
from pydantic import BaseModel


class Filters(BaseModel):
    deck: set[int] = set()
    on_leave: bool | None = None


CREW = [
    {"id": 1, "handle": "ada", "deck": 1, "on_leave": True},
    {"id": 2, "handle": "grace", "deck": 1, "on_leave": False},
    {"id": 3, "handle": "linus", "deck": 2, "on_leave": False},
    {"id": 4, "handle": "alan", "deck": 3, "on_leave": True},
]


def find(key: str, value: int | str) -> dict:
    for member in CREW:
        if member[key] == value:
            return member
    raise HTTPException(404, "No such member")


router = APIRouter(prefix="/crew")


@router.get("/{number}/rota")
async def rota_today(number: int):
    return {"id": number, "day": "today"}


@router.get("/{number}/rota/{day}")
async def rota(day: str, number: int):
    return {"day": day, "id": number}


@router.get("/{number}/papers/{file:path}")
async def paper(file: str, number: int):
    return {"id": number, "file": file}


@router.get("/{key}")
async def member(key: Annotated[str, Path(pattern=r"^([0-9]+|[a-z]{2,20})$")]):
    if key == "me":
        return find("id", 2)
    return find("id", int(key)) if key.isdigit() else find("handle", key)


@router.get("")
async def crew(filters: Annotated[Filters, Query()]):
    found = [m for m in CREW if filters.on_leave in (None, m["on_leave"])]
    return [m["handle"] for m in found if not filters.deck or m["deck"] in filters.deck]


def create_app() -> FastAPI:
    app = FastAPI()
    app.include_router(router)

    @app.get("/search")
    async def search(name: str = Query(min_length=2)):
        return [m["handle"] for m in CREW if name.lower() in m["handle"]]

    return app
