"""Passes methods= to @app.get, as Flask's route takes it.

Fails: test_post_is_201_with_the_stored_note, test_get_lists_oldest_first
"""

from fastapi import FastAPI, Request


def create_app() -> FastAPI:
    app = FastAPI()
    notes = []

    @app.get("/notes", methods=["GET", "POST"])
    async def notes_route(request: Request):
        if request.method == "GET":
            return notes
        data = await request.json()
        notes.append({"id": len(notes) + 1, "text": data["text"]})
        return notes[-1]

    return app
