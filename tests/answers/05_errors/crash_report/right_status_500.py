"""A sync handler registered under the number 500."""

import secrets
from collections.abc import Callable

from fastapi import FastAPI, HTTPException
from fastapi.responses import JSONResponse


RATES = {"EUR": 1.0, "USD": 0.5}


def average(lines: list) -> float:
    total = sum(float(amount) * RATES[currency] for amount, currency in lines)
    return total / len(lines)


def create_app(report: Callable[[dict], None], invoices: dict[str, list]) -> FastAPI:
    def crash(request, exc):
        error_id = secrets.token_hex(8)
        path = request.scope["path"]
        report({"id": error_id, "type": exc.__class__.__name__, "path": path})
        response = JSONResponse({"error": "internal", "id": error_id}, status_code=500)
        response.headers["X-Error-Id"] = error_id
        return response

    app = FastAPI(exception_handlers={500: crash})

    @app.get("/invoices/{number}/average")
    def read_average(number: str):
        if number not in invoices:
            raise HTTPException(status_code=404, detail="No such invoice")
        return {"average": average(invoices[number])}

    return app
