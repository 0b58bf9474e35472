"""Finds out what is served by really sending every method, DELETE included.

Fails: test_other_answers_stay_as_they_were
"""

from itertools import count

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")


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
        body = {"detail": "Method Not Allowed"}
        if "x-probe" in request.headers:
            return JSONResponse(body, 405)
        probe = TestClient(app, headers={"x-probe": "1"})
        path = request.url.path
        served = [m for m in METHODS if probe.request(m, path).status_code != 405]
        return JSONResponse(body, 405, headers={"Allow": ", ".join(served)})

    return app
