"""Declares the id as text, so that an id that is no number is a 404.

Fails: test_each_resource_has_its_own_data
"""

from fastapi import APIRouter, FastAPI, HTTPException
from pydantic import BaseModel


class NewEntry(BaseModel):
    text: str


class Entry(BaseModel):
    id: int
    text: str


def _router(resource: str) -> APIRouter:
    router = APIRouter(prefix=f"/{resource}", tags=[resource])
    entries: dict[int, Entry] = {}
    stem = resource.replace("-", "_")

    @router.get("", operation_id=f"{stem}_list")
    async def list_entries() -> list[Entry]:
        return list(entries.values())

    @router.post("", operation_id=f"{stem}_create", status_code=201)
    async def create_entry(new: NewEntry) -> Entry:
        entry = Entry(id=len(entries) + 1, text=new.text)
        entries[entry.id] = entry
        return entry

    @router.get("/{id}", operation_id=f"{stem}_read")
    async def read_entry(id: str) -> Entry:
        if not id.isdigit() or int(id) not in entries:
            raise HTTPException(404, "Not found")
        return entries[int(id)]

    return router


def create_app(prefix: str = "", resources: list[str] | None = None) -> FastAPI:
    app = FastAPI()
    if resources is None:
        resources = ["orders", "invoices"]
    for resource in resources:
        app.include_router(_router(resource), prefix=prefix)

    @app.get("/health", operation_id="health")
    async def health() -> dict[str, str]:
        return {"status": "ok"}

    return app
