"""A query model with extra fields ignored, a response model, a pattern for the length."""

from typing import Annotated

from fastapi import FastAPI, Path, Query
from pydantic import BaseModel, PositiveInt


class Phrase(BaseModel):
    q: Annotated[str, Query(pattern=r"^(?s:.{3,50})$")] | None = None


class Manual(BaseModel):
    article_id: int
    q: str | None


def create_app() -> FastAPI:
    app = FastAPI()

    @app.get("/manuals/{article_id}", response_model=Manual)
    def open_manual(article_id: Annotated[PositiveInt, Path()], phrase: Annotated[Phrase, Query()]):
        return {"article_id": article_id, "q": phrase.q}

    return app
