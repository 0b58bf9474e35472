"""Trusts FastAPI's own Allow.

Fails: test_collection_names_get_and_post, test_item_names_get_and_delete
"""

from fastapi import APIRouter, FastAPI


def create_app(plugins: list[list[str]] | None = None) -> FastAPI:
    app = FastAPI()
    router = APIRouter(prefix="/invoices")

    @router.get("")
    def list_invoices() -> list[str]:
        return ["2031-001"]

    @router.post("", status_code=201)
    def create_invoice() -> dict:
        return {"number": "2031-002"}

    @router.get("/{number}")
    def read_invoice(number: str) -> dict:
        return {"number": number}

    @router.delete("/{number}", status_code=204)
    def void_invoice(number: str) -> None: ...

    app.include_router(router)
    for method, path in plugins or []:
        app.add_api_route(path, lambda: "plugin", methods=[method])
    return app
