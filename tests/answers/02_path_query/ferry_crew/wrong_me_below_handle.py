"""Adds the converter and leaves /crew/me below the handles.

Fails: test_me_is_the_profile_of_the_speaker
"""

from typing import Annotated

from fastapi import FastAPI, HTTPException, Path, Query

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


def create_app() -> FastAPI:
    app = FastAPI()

    @app.get("/crew")
    def list_crew(
        deck: Annotated[list[int], Query()] = [],
        on_leave: bool | None = None,
    ):
        return [
            member["handle"]
            for member in CREW
            if (not deck or member["deck"] in deck) and on_leave in (None, member["on_leave"])
        ]

    @app.get("/crew/{number:int}")
    def read_by_number(number: int):
        return find("id", number)

    @app.get("/crew/{handle}")
    def read_by_handle(handle: Annotated[str, Path(pattern="^[a-z]{2,20}$")]):
        return find("handle", handle)

    @app.get("/crew/me")
    def read_me():
        return find("id", 2)

    @app.get("/crew/{number}/rota")
    def read_rota_of_today(number: int):
        return {"id": number, "day": "today"}

    @app.get("/crew/{number}/rota/{day}")
    def read_rota(number: int, day: str):
        return {"id": number, "day": day}

    @app.get("/crew/{number}/papers/{file:path}")
    def read_paper(number: int, file: str):
        return {"id": number, "file": file}

    @app.get("/search")
    def search(name: Annotated[str, Query(min_length=2)]):
        return [m["handle"] for m in CREW if name.lower() in m["handle"]]

    return app
