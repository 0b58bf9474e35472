"""Async functions on an APIRouter that is included at the end."""

from fastapi import APIRouter, FastAPI

router = APIRouter()


@router.get("/health")
async def health():
    return {"status": "ok"}


@router.get("/users")
async def users():
    return [{"username": name} for name in ("ada", "grace")]


def create_app() -> FastAPI:
    app = FastAPI(title="Status board")
    app.include_router(router)
    return app
