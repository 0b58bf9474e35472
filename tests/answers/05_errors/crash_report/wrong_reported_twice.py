"""Reports in a middleware and again in the handler.

Fails: test_crash_is_reported_once_under_the_same_id, test_every_crash_has_its_own_id, test_exception_still_reaches_the_server
"""

from collections.abc import Callable

from fastapi import FastAPI


RATES = {"EUR": 1.0, "USD": 0.5}


def average(lines: list) -> float:
    total = sum(float(amount) * RATES[currency] for amount, currency in lines)
    return total / len(lines)


def create_app(report: Callable[[dict], None], invoices: dict[str, list]) -> FastAPI:
    from uuid import uuid4

    from fastapi import HTTPException, Request
    from fastapi.responses import JSONResponse

    app = FastAPI()

    @app.middleware("http")
    async def watch(request: Request, call_next):
        try:
            return await call_next(request)
        except Exception as exc:
            kind = type(exc).__name__
            request.state.error_id = uuid4().hex
            path = request.url.path
            report({"id": request.state.error_id, "type": kind, "path": path})
            raise

    @app.exception_handler(Exception)
    async def crash(request: Request, exc: Exception) -> JSONResponse:
        error_id = request.state.error_id
        kind = type(exc).__name__
        report({"id": error_id, "type": kind, "path": request.url.path})
        body = {"error": "internal", "id": error_id}
        return JSONResponse(body, 500, headers={"X-Error-Id": error_id})

    @app.get("/invoices/{number}/average")
    async def read_average(number: str) -> dict[str, float]:
        if number not in invoices:
            raise HTTPException(404, "No such invoice")
        return {"average": average(invoices[number])}

    return app
