"""Inserts at the front, so the list runs backwards.

Fails: test_get_lists_oldest_first, test_equal_texts_are_two_notes
"""

from fastapi import FastAPI
from pydantic import BaseModel


class NoteIn(BaseModel):
    text: str


def create_app() -> FastAPI:
    app = FastAPI()
    notes = []

    @app.post("/notes", status_code=201)
    def add(note: NoteIn):
        notes.insert(0, {"id": len(notes) + 1, "text": note.text})
        return notes[0]

    @app.get("/notes")
    def read():
        return notes

    return app
