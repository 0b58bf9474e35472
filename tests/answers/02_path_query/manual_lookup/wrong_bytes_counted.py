"""Counts the bytes of q and not its characters.

Fails: test_text_has_3_to_50_characters
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    from typing import Annotated

    from fastapi import Path
    from pydantic import AfterValidator

    def short(q: str | None) -> str | None:
        if q is not None and not 3 <= len(q.encode()) <= 50:
            raise ValueError("3 to 50 bytes")
        return q

    app = FastAPI()

    @app.get("/manuals/{article_id}")
    async def open_manual(
        article_id: Annotated[int, Path(ge=1)],
        q: Annotated[str | None, AfterValidator(short)] = None,
    ) -> dict[str, int | str | None]:
        return {"article_id": article_id, "q": q}

    return app
