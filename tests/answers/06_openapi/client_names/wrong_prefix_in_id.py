"""Builds the id from the path, prefix included.

Fails: test_prefix_does_not_change_an_id
"""

from fastapi import FastAPI


def create_app(prefix: str = "", resources: list[str] | None = None) -> FastAPI:
    from fastapi import APIRouter, HTTPException
    from fastapi.routing import APIRoute
    from pydantic import BaseModel

    class New(BaseModel):
        text: str

    class Stored(New):
        id: int

    def operation_id(route: APIRoute) -> str:
        parts = [part for part in route.path_format.split("/") if "{" not in part]
        parts = [part for part in parts if part and part != route.name]
        return "_".join([*parts, route.name]).replace("-", "_")

    def build() -> APIRouter:
        router = APIRouter()
        stored: list[Stored] = []

        @router.get("", name="list")
        async def list_all() -> list[Stored]:
            return stored

        @router.post("", status_code=201)
        async def create(new: New) -> Stored:
            stored.append(Stored(id=len(stored) + 1, text=new.text))
            return stored[-1]

        @router.get("/{number}")
        async def read(number: int) -> Stored:
            if not 1 <= number <= len(stored):
                raise HTTPException(404)
            return stored[number - 1]

        return router

    app = FastAPI(generate_unique_id_function=operation_id)

    @app.get("/health")
    async def health() -> dict[str, str]:
        return {"status": "ok"}

    for resource in ["orders", "invoices"] if resources is None else resources:
        app.include_router(build(), prefix=f"{prefix}/{resource}", tags=[resource])
    return app
