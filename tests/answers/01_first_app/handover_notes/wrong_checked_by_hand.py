"""Takes any object and checks only that there is a text, not that it is a string.

Fails: test_missing_text_is_422_and_stores_nothing
"""

from fastapi import FastAPI, HTTPException


def create_app() -> FastAPI:
    app, notes = FastAPI(), []

    @app.post("/notes", status_code=201)
    def add(note: dict):
        if "text" not in note:
            raise HTTPException(422, "text is missing")
        notes.append({"id": len(notes) + 1, "text": note["text"]})
        return notes[-1]

    @app.get("/notes")
    def read():
        return notes

    return app
