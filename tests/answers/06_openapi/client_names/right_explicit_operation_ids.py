"""Writes each operation id out in the decorator, one function per resource."""

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel


class Text(BaseModel):
    text: str


def add_resource(app: FastAPI, prefix: str, resource: str) -> None:
    stored: dict[int, str] = {}
    name = resource.replace("-", "_")

    @app.get(f"{prefix}/{resource}", operation_id=f"{name}_list", tags=[resource])
    def everything():
        return [{"id": number, "text": text} for number, text in stored.items()]

    @app.post(
        f"{prefix}/{resource}",
        operation_id=f"{name}_create",
        tags=[resource],
        status_code=201,
    )
    def create(new: Text):
        number = len(stored) + 1
        stored[number] = new.text
        return {"id": number, "text": new.text}

    @app.get(f"{prefix}/{resource}/{{number}}", operation_id=f"{name}_read")
    def one(number: int):
        if number not in stored:
            raise HTTPException(status_code=404, detail="Not found")
        return {"id": number, "text": stored[number]}


def create_app(prefix: str = "", resources: list[str] | None = None) -> FastAPI:
    app = FastAPI()

    @app.get("/health", operation_id="health")
    def health():
        return {"status": "ok"}

    names = ["orders", "invoices"] if resources is None else resources
    for resource in names:
        add_resource(app, prefix, resource)
    return app
