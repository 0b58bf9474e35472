"""Checks the length by hand and treats an empty q as an absent one.

Fails: test_text_has_3_to_50_characters
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    from typing import Annotated

    from fastapi import Path
    from fastapi.exceptions import RequestValidationError

    app = FastAPI()

    @app.get("/manuals/{article_id}")
    async def open_manual(
        article_id: Annotated[int, Path(ge=1)],
        q: str | None = None,
    ) -> dict[str, int | str | None]:
        if q and not 3 <= len(q) <= 50:
            problem = {"type": "length", "loc": ["query", "q"], "msg": "length", "input": q}
            raise RequestValidationError([problem])
        return {"article_id": article_id, "q": q}

    return app
