"""Reads the query string of the request itself and raises the 422 by hand."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError

WORDS = {"true": True, "yes": True, "on": True, "1": True}
WORDS |= {"false": False, "no": False, "off": False, "0": False}


def refuse(name: str, value: object) -> RequestValidationError:
    problem = {"type": "value_error", "loc": ("query", name), "msg": "Refused", "input": value}
    return RequestValidationError([problem])


def create_app(notes: list[dict]) -> FastAPI:
    app = FastAPI()

    @app.get("/notes")
    async def search_notes(request: Request):
        query = request.query_params
        labels = query.getlist("label")
        if len(labels) > 5 or any(not 1 <= len(label) <= 20 for label in labels):
            raise refuse("label", labels)
        archived = None
        if "archived" in query:
            archived = WORDS.get(query["archived"].lower())
            if archived is None:
                raise refuse("archived", query["archived"])
        titles = [
            note["title"]
            for note in notes
            if all(label in note["labels"] for label in labels)
            and (archived is None or note["archived"] == archived)
        ]
        return {"labels": labels, "archived": archived, "titles": titles}

    return app
