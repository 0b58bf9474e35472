"""Named annotations with Pydantic's Field instead of Path and Query, on a router."""

from typing import Annotated

from fastapi import APIRouter, FastAPI
from pydantic import Field, StringConstraints

ArticleId = Annotated[int, Field(gt=0)]
Phrase = Annotated[str, StringConstraints(min_length=3, max_length=50)]
router = APIRouter(prefix="/manuals")


@router.get("/{article_id}")
async def open_manual(article_id: ArticleId, q: Phrase | None = None):
    return {"q": q, "article_id": article_id}


def create_app() -> FastAPI:
    app = FastAPI()
    app.include_router(router)
    return app
