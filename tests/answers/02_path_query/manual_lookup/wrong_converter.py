"""Uses the int converter of the router: a bad article is 404 and not 422.

Fails: test_article_below_one_or_not_a_number_is_refused, test_both_problems_are_named_in_one_answer
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    from typing import Annotated

    from fastapi import Path, Query

    app = FastAPI()

    @app.get("/manuals/{article_id:int}")
    async def open_manual(
        article_id: Annotated[int, Path(ge=1)],
        q: Annotated[str | None, Query(min_length=3, max_length=50)] = None,
    ) -> dict[str, int | str | None]:
        return {"article_id": article_id, "q": q}

    return app
