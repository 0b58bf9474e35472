"""Uses the empty text as default, which is not null.

Fails: test_manual_opens_with_and_without_a_text, test_article_below_one_or_not_a_number_is_refused
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    from typing import Annotated

    from fastapi import Path, Query

    app = FastAPI()

    @app.get("/manuals/{article_id}")
    async def open_manual(
        article_id: Annotated[int, Path(ge=1)],
        q: Annotated[str, Query(min_length=3, max_length=50)] = "",
    ) -> dict[str, int | str | None]:
        return {"article_id": article_id, "q": q}

    return app
