"""Adds a page size that nobody asked for, so later notes are not listed.

Fails: test_get_lists_oldest_first
"""

from fastapi import FastAPI
from pydantic import BaseModel


class NoteIn(BaseModel):
    text: str


def create_app() -> FastAPI:
    app, notes = FastAPI(), []

    @app.post("/notes", status_code=201)
    def add(note: NoteIn):
        notes.append({"id": len(notes) + 1, "text": note.text})
        return notes[-1]

    @app.get("/notes")
    def read(limit: int = 10):
        return notes[:limit]

    return app
