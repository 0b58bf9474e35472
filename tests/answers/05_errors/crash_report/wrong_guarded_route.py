"""Guards the empty invoice in the route, so that crash is hidden and not reported.

Fails: test_crash_is_a_500_with_an_id_in_body_and_header, test_crash_is_reported_once_under_the_same_id, test_every_crash_has_its_own_id, test_exception_still_reaches_the_server
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

    @app.exception_handler(Exception)
    async def crash(request: Request, exc: Exception) -> JSONResponse:
        error_id = uuid4().hex
        kind = type(exc).__name__
        report({"id": error_id, "type": kind, "path": request.url.path})
        body = {"error": "internal", "id": error_id}
        return JSONResponse(body, 500, headers={"X-Error-Id": error_id})

    @app.get("/invoices/{number}/average")
    async def read_average(number: str) -> dict[str, float]:
        if number not in invoices:
            raise HTTPException(404, "No such invoice")
        if not invoices[number]:
            return {"average": 0.0}
        return {"average": average(invoices[number])}

    return app
