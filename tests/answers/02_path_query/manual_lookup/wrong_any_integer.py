"""Types the article as int and forgets the limit.

Fails: test_article_below_one_or_not_a_number_is_refused, test_both_problems_are_named_in_one_answer
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    from typing import Annotated

    from fastapi import Path, Query

    app = FastAPI()

    @app.get("/manuals/{article_id}")
    async def open_manual(
        article_id: int,
        q: Annotated[str | None, Query(min_length=3, max_length=50)] = None,
    ) -> dict[str, int | str | None]:
        return {"article_id": article_id, "q": q}

    return app
