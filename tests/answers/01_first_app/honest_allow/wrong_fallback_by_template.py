"""Adds a fallback route for each path as written; overlapping paths do not know each other.

Fails: test_plugin_routes_count_too
"""

from itertools import count

from fastapi import APIRouter, FastAPI, HTTPException
from fastapi.routing import iter_route_contexts

STANDARD = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"}


def create_app(plugins: list[list[str]] | None = None) -> FastAPI:
    app = FastAPI()
    router = APIRouter(prefix="/invoices")
    invoices, numbers = ["2031-001"], count(2)

    @router.get("")
    def list_invoices() -> list[str]:
        return invoices

    @router.post("", status_code=201)
    def create_invoice() -> dict:
        invoices.append(f"2031-{next(numbers):03}")
        return {"number": invoices[-1]}

    @router.get("/{number}")
    def read_invoice(number: str) -> dict:
        return {"number": number}

    @router.delete("/{number}", status_code=204)
    def void_invoice(number: str) -> None:
        if number in invoices:
            invoices.remove(number)

    app.include_router(router)
    for method, path in plugins or []:
        app.add_api_route(path, lambda: "plugin", methods=[method])
    served: dict[str, set[str]] = {}
    for route in iter_route_contexts(app.routes):
        served.setdefault(route.path_format, set()).update(route.methods or ())

    def fallback(methods: set[str]):
        async def refuse():
            raise HTTPException(405, headers={"Allow": ", ".join(methods)})

        return refuse

    for path, methods in served.items():
        rest = list(STANDARD - methods)
        app.add_api_route(path, fallback(methods), methods=rest, include_in_schema=False)
    return app
