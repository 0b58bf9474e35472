"""Async, one embedded body value instead of a model, the list on app.state."""

from typing import Annotated

from fastapi import Body, FastAPI, Request


def create_app() -> FastAPI:
    app = FastAPI()
    app.state.notes = []

    @app.post("/notes", status_code=201)
    async def add(request: Request, text: Annotated[str, Body(embed=True)]):
        notes = request.app.state.notes
        notes.append({"text": text, "id": 1000 + len(notes)})
        return notes[-1]

    @app.get("/notes")
    async def read(request: Request):
        return request.app.state.notes

    return app
