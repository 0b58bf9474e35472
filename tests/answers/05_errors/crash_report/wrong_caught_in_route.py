"""Catches in the route and raises an HTTPException with 500.

Fails: test_exception_still_reaches_the_server
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

    def crash(request: Request, exc: Exception) -> JSONResponse:
        error_id = uuid4().hex
        kind = type(exc).__name__
        report({"id": error_id, "type": kind, "path": request.url.path})
        body = {"error": "internal", "id": error_id}
        return JSONResponse(body, 500, headers={"X-Error-Id": error_id})

    @app.get("/invoices/{number}/average")
    async def read_average(number: str, request: Request):
        if number not in invoices:
            raise HTTPException(404, "No such invoice")
        try:
            return {"average": average(invoices[number])}
        except Exception as exc:
            return crash(request, exc)

    return app
