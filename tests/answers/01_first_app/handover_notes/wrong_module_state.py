"""Keeps the notes in a global list.

Fails: test_new_app_has_no_notes
"""

from fastapi import FastAPI
from pydantic import BaseModel


class NoteIn(BaseModel):
    text: str


NOTES: list[dict] = []


def create_app() -> FastAPI:
    app = FastAPI()

    @app.post("/notes", status_code=201)
    async def add(note: NoteIn):
        NOTES.append({"id": len(NOTES) + 1, "text": note.text})
        return NOTES[-1]

    @app.get("/notes")
    async def read():
        return NOTES

    return app
