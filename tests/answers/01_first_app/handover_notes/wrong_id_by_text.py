"""Derives the id from the text, so that equal notes are one.

Fails: test_equal_texts_are_two_notes
"""

from fastapi import FastAPI
from pydantic import BaseModel


class NoteIn(BaseModel):
    text: str


def create_app() -> FastAPI:
    app = FastAPI()
    notes = {}

    @app.post("/notes", status_code=201)
    def add(note: NoteIn):
        stored = notes.setdefault(note.text, {"id": len(notes) + 1, "text": note.text})
        return stored

    @app.get("/notes")
    def read():
        return list(notes.values())

    return app
