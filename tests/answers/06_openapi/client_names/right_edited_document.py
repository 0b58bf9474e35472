"""Rewrites the ids in the generated document; the resource is taken from the path."""

from fastapi import APIRouter, Body, FastAPI, HTTPException


class Resource:
    def __init__(self, name: str) -> None:
        self.items: list[dict] = []
        self.router = APIRouter(prefix="/" + name)
        self.router.add_api_route("", self.list)
        self.router.add_api_route("", self.create, methods=["POST"], status_code=201)
        self.router.add_api_route("/{item_id}", self.read)

    async def list(self) -> list:
        return self.items

    async def create(self, text: str = Body(embed=True)) -> dict:
        self.items.append({"id": len(self.items) + 1, "text": text})
        return self.items[-1]

    async def read(self, item_id: int) -> dict:
        for item in self.items:
            if item["id"] == item_id:
                return item
        raise HTTPException(404)


def create_app(prefix: str = "", resources: list[str] | None = None) -> FastAPI:
    app = FastAPI()
    names = ["orders", "invoices"] if resources is None else resources
    for name in names:
        app.include_router(Resource(name).router, prefix=prefix)

    @app.get("/health")
    async def health() -> dict:
        return {"status": "ok"}

    generate = app.openapi

    def document() -> dict:
        result = generate()
        for path, operations in result["paths"].items():
            for method, operation in operations.items():
                if path == "/health":
                    operation["operationId"] = "health"
                    continue
                rest = path.removeprefix(prefix).strip("/").split("/")
                action = {"post": "create", "get": "list"}[method]
                action = "read" if len(rest) > 1 else action
                operation["operationId"] = f"{rest[0]}_{action}".replace("-", "_")
        return result

    app.openapi = document
    return app
