"""Keeps the notes in a default argument of the endpoint, which FastAPI takes for a body.

Fails: test_get_lists_oldest_first, test_equal_texts_are_two_notes
"""

from typing import Annotated

from fastapi import Body, FastAPI


def create_app() -> FastAPI:
    app = FastAPI()
    store: list[dict] = []

    @app.post("/notes", status_code=201)
    def add(text: Annotated[str, Body(embed=True)], notes: list[dict] = store):
        notes.append({"id": len(notes) + 1, "text": text})
        return notes[-1]

    @app.get("/notes")
    def read(notes: list[dict] = store):
        return notes

    return app
