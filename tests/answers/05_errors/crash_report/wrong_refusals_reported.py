"""Reports every HTTP error as an incident.

Fails: test_answers_and_refusals_are_not_reported
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
    from starlette.exceptions import HTTPException as AnyHTTPException

    app = FastAPI()

    @app.exception_handler(Exception)
    async def crash(request: Request, exc: Exception) -> JSONResponse:
        error_id = uuid4().hex
        kind = type(exc).__name__
        report({"id": error_id, "type": kind, "path": request.url.path})
        body = {"error": "internal", "id": error_id}
        return JSONResponse(body, 500, headers={"X-Error-Id": error_id})

    @app.exception_handler(AnyHTTPException)
    async def http_error(request: Request, exc: AnyHTTPException) -> JSONResponse:
        kind = type(exc).__name__
        report({"id": uuid4().hex, "type": kind, "path": request.url.path})
        return JSONResponse({"detail": exc.detail}, exc.status_code, exc.headers)

    @app.get("/invoices/{number}/average")
    async def read_average(number: str) -> dict[str, float]:
        if number not in invoices:
            raise HTTPException(404, "No such invoice")
        return {"average": average(invoices[number])}

    return app
