"""Looks only at routes made by FastAPI's decorators, so /docs serves nothing.

Fails: test_every_refused_method_tells_the_same
"""

from itertools import count

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute, iter_route_contexts
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

    @app.exception_handler(405)
    def refuse(request: Request, exc):
        served = set()
        for route in iter_route_contexts(app.routes):
            if not isinstance(route.original_route, APIRoute):
                continue
            if route.matches(request.scope)[0] is not Match.NONE:
                served |= route.methods or set()
        return JSONResponse({"detail": exc.detail}, 405, headers={"Allow": ", ".join(served)})

    return app
