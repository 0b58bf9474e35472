"""A pure ASGI middleware rewrites the header of every 405 on its way out."""

from itertools import count

from fastapi import APIRouter, FastAPI
from fastapi.routing import iter_route_contexts
from starlette.datastructures import MutableHeaders
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

    class TruthfulAllow:
        def __init__(self, inner):
            self.inner = inner

        async def __call__(self, scope, receive, send):
            async def truthful(message):
                if message["type"] == "http.response.start" and message["status"] == 405:
                    served = set()
                    for route in iter_route_contexts(app.routes):
                        if route.matches(scope)[0] != Match.NONE:
                            served.update(route.methods or ())
                    MutableHeaders(scope=message)["Allow"] = ", ".join(served)
                await send(message)

            await self.inner(scope, receive, truthful)

    app.add_middleware(TruthfulAllow)
    return app
