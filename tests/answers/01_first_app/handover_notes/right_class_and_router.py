"""A store class, response models, a router built for each app, status set on the response."""

from fastapi import APIRouter, FastAPI, Response
from pydantic import BaseModel


class NoteIn(BaseModel):
    text: str


class Note(NoteIn):
    id: int


class Store:
    def __init__(self) -> None:
        self.by_id: dict[int, Note] = {}

    def add(self, text: str) -> Note:
        note = Note(id=len(self.by_id), text=text)
        self.by_id[note.id] = note
        return note


def create_app() -> FastAPI:
    store = Store()
    router = APIRouter(prefix="/notes")

    @router.post("", response_model=Note)
    def add(note: NoteIn, response: Response):
        response.status_code = 201
        return store.add(note.text)

    @router.get("", response_model=list[Note])
    def read():
        return list(store.by_id.values())

    app = FastAPI()
    app.include_router(router)
    return app
