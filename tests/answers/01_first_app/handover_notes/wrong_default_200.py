"""Believes that POST answers 201 by itself.

Fails: test_post_is_201_with_the_stored_note
"""

from fastapi import FastAPI
from pydantic import BaseModel


class NoteIn(BaseModel):
    text: str


def create_app() -> FastAPI:
    app = FastAPI()
    notes = []

    @app.post("/notes")
    def add(note: NoteIn):
        notes.append({"id": len(notes) + 1, "text": note.text})
        return notes[-1]

    @app.get("/notes")
    def read():
        return notes

    return app
