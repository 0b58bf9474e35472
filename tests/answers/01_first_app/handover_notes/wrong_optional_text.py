"""Reads the raw JSON with a default, so a note without text is stored.

Fails: test_missing_text_is_422_and_stores_nothing
"""

from fastapi import FastAPI, Request


def create_app() -> FastAPI:
    app = FastAPI()
    notes = []

    @app.post("/notes", status_code=201)
    async def add(request: Request):
        data = await request.json()
        notes.append({"id": len(notes) + 1, "text": data.get("text", "")})
        return notes[-1]

    @app.get("/notes")
    def read():
        return notes

    return app
