"""Strips the text before it is measured and sent back.

Fails: test_text_has_3_to_50_characters
"""

from typing import Annotated

from fastapi import FastAPI, Path, Query
from pydantic import StringConstraints

Text = Annotated[str, StringConstraints(strip_whitespace=True)]


def create_app() -> FastAPI:
    app = FastAPI()

    @app.get("/manuals/{article_id}")
    def open_manual(
        article_id: Annotated[int, Path(ge=1)],
        q: Annotated[Text | None, Query(min_length=3, max_length=50)] = None,
    ) -> dict[str, int | str | None]:
        return {"article_id": article_id, "q": q}

    return app
