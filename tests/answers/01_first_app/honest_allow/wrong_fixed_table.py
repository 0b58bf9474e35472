"""Writes down today's methods, so plugins are not named.

Fails: test_plugin_routes_count_too
"""

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import JSONResponse


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

    @app.exception_handler(405)
    def refuse(request: Request, exc):
        allow = "GET, POST" if request.url.path == "/invoices" else "GET, DELETE"
        return JSONResponse({"detail": exc.detail}, 405, headers={"Allow": allow})

    return app
