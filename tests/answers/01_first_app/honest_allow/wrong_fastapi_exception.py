"""Handles fastapi.HTTPException, but the router raises Starlette's, its parent.

Fails: test_collection_names_get_and_post, test_item_names_get_and_delete
"""

from itertools import count

from fastapi import APIRouter, FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from fastapi.routing import iter_route_contexts
from starlette.routing import Match


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

    @app.exception_handler(HTTPException)
    def handle(request: Request, exc: HTTPException):
        served = set()
        for route in iter_route_contexts(app.routes):
            if route.matches(request.scope)[0] is not Match.NONE:
                served |= route.methods or set()
        headers = {"Allow": ", ".join(served)} if exc.status_code == 405 else exc.headers
        return JSONResponse({"detail": exc.detail}, exc.status_code, headers)

    return app
