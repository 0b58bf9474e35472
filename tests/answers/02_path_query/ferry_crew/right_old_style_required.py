"""Default-value style with Query(...), stacked rota with a query-proof day."""

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

    @app.get("/search")
    def search(name: str = Query(..., min_length=2)):
        return [m["handle"] for m in CREW if name.lower() in m["handle"]]

    @app.get("/crew")
    def list_crew(
        deck: list[int] | None = Query(default=None), on_leave: bool | None = Query(default=None)
    ):
        handles = []
        for m in CREW:
            if deck and m["deck"] not in deck:
                continue
            if on_leave is None or m["on_leave"] == on_leave:
                handles.append(m["handle"])
        return handles

    @app.get("/crew/{number:int}")
    def read_by_number(number: int):
        return find("id", number)

    @app.get("/crew/me")
    def read_me():
        return find("id", 2)

    @app.get("/crew/{handle}")
    def read_by_handle(handle: str = Path(pattern="^[a-z]+$", min_length=2, max_length=20)):
        return find("handle", handle)

    def rota(number: int, day: str):
        return {"id": number, "day": day}

    @app.get("/crew/{number}/rota")
    def rota_of_today(number: int):
        return rota(number, "today")

    app.add_api_route("/crew/{number}/rota/{day}", rota)

    @app.get("/crew/{number}/papers/{file:path}")
    def read_paper(number: int, file: str):
        return {"id": number, "file": file}

    return app
