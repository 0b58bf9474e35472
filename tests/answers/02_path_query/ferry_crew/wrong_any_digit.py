"""One route with a backslash-d, which takes the digits of every script.

Fails: test_numbers_and_handles_share_a_path
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
        deck: Annotated[list[int] | None, Query()] = None,
        on_leave: bool | None = None,
    ):
        return [
            member["handle"]
            for member in CREW
            if (not deck or member["deck"] in deck) and on_leave in (None, member["on_leave"])
        ]

    @app.get("/crew/me")
    def read_me():
        return find("id", 2)

    @app.get("/crew/{key}")
    def read_member(key: Annotated[str, Path(pattern=r"^(\d+|[a-z]{2,20})$")]):
        return find("id", int(key)) if key.isdigit() else find("handle", key)

    @app.get("/crew/{number}/rota")
    def read_rota_today(number: int):
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
