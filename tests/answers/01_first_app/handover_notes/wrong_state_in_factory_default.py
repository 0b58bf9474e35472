"""Keeps the notes in a default argument of create_app, which all apps share.

Fails: test_new_app_has_no_notes
"""

from fastapi import FastAPI
from pydantic import BaseModel


class NoteIn(BaseModel):
    text: str


def create_app(notes: list = []) -> FastAPI:
    app = FastAPI()

    @app.post("/notes", status_code=201)
    def add(note: NoteIn):
        notes.append({"id": len(notes) + 1, "text": note.text})
        return notes[-1]

    @app.get("/notes")
    def read():
        return notes

    return app
