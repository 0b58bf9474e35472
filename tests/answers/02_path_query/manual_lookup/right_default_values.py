"""Old style: Path and Query as default values, sync function."""

from fastapi import FastAPI, Path, Query


def create_app() -> FastAPI:
    app = FastAPI()

    @app.get("/manuals/{article_id}")
    def open_manual(
        article_id: int = Path(ge=1), q: str | None = Query(None, min_length=3, max_length=50)
    ):
        return {"article_id": article_id, "q": q}

    return app
