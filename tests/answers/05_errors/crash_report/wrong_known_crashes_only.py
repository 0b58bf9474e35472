"""Treats only the two kinds of crash that the author met.

Fails: test_crash_is_reported_once_under_the_same_id, test_nothing_of_the_exception_reaches_the_customer
"""

import uuid
from collections.abc import Callable

from fastapi import FastAPI, HTTPException
from fastapi.responses import JSONResponse


RATES = {"EUR": 1.0, "USD": 0.5}


def average(lines: list) -> float:
    total = sum(float(amount) * RATES[currency] for amount, currency in lines)
    return total / len(lines)


class CrashReporter:
    def __init__(self, app, report):
        self.app, self.report = app, report

    async def __call__(self, scope, receive, send):
        try:
            await self.app(scope, receive, send)
        except (ZeroDivisionError, ValueError) as exc:
            if scope["type"] == "http":
                number = str(uuid.uuid4())
                kind = type(exc).__name__
                self.report({"id": number, "type": kind, "path": scope["path"]})
                body = {"error": "internal", "id": number}
                answer = JSONResponse(body, 500, headers={"X-Error-Id": number})
                await answer(scope, receive, send)
            raise


def create_app(report: Callable[[dict], None], invoices: dict[str, list]) -> FastAPI:
    app = FastAPI()
    app.add_middleware(CrashReporter, report=report)

    @app.get("/invoices/{number}/average")
    async def read_average(number: str):
        try:
            lines = invoices[number]
        except KeyError:
            raise HTTPException(404, "No such invoice") from None
        return {"average": average(lines)}

    return app
