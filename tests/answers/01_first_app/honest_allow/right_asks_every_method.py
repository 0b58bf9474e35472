"""The handler asks the router about each standard method in turn, through the scope."""

from itertools import count

from fastapi import APIRouter, FastAPI, Request
from fastapi.exception_handlers import http_exception_handler
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.routing import Match

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

    def serves(request: Request, method: str) -> bool:
        scope = {key: request.scope[key] for key in ("type", "path", "root_path", "headers")}
        scope["method"] = method
        return any(route.matches(dict(scope))[0] is Match.FULL for route in app.routes)

    @app.exception_handler(StarletteHTTPException)
    async def handle(request: Request, exc: StarletteHTTPException):
        if exc.status_code == 405:
            names = [method for method in METHODS if serves(request, method)]
            exc.headers = {"Allow": ", ".join(names)}
        return await http_exception_handler(request, exc)

    return app
