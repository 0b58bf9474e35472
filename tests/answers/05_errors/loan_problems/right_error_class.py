"""All refusals are one exception class; shared responses sit on a router with 4XX."""

import http
from typing import Annotated

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, StringConstraints
from starlette.exceptions import HTTPException

Name = Annotated[str, StringConstraints(min_length=1, max_length=20)]
SCHEMA = {
    "type": "object",
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}
PROBLEMS = {
    "4XX": {
        "description": "A problem document",
        "content": {"application/problem+json": {"schema": SCHEMA}},
    }
}


class Loan(BaseModel):
    member: Name
    book: Name


class ProblemResponse(JSONResponse):
    media_type = "application/problem+json"


def on_http(request: Request, exc: HTTPException) -> Response:
    body = dict(exc.detail) if isinstance(exc.detail, dict) else {}
    body.setdefault("title", http.HTTPStatus(exc.status_code).phrase)
    body["status"] = exc.status_code
    return ProblemResponse(body, exc.status_code, exc.headers)


def on_invalid(request: Request, exc: RequestValidationError) -> Response:
    body = {
        "type": "/problems/invalid-request",
        "title": "Some input is invalid",
        "status": 422,
        "errors": [
            {"loc": e["loc"], "code": e["type"], "detail": "see code"} for e in exc.errors()
        ],
    }
    return ProblemResponse(body, 422)


def create_app() -> FastAPI:
    router = APIRouter(prefix="/loans", responses=PROBLEMS)
    loans: list[Loan | None] = []

    def find(number: int) -> Loan:
        if not 1 <= number <= len(loans) or loans[number - 1] is None:
            raise HTTPException(404)
        return loans[number - 1]

    @router.post("", status_code=201)
    def create(loan: Loan):
        if loan.book in [other.book for other in loans if other]:
            kind = "/problems/book-is-out"
            detail = {"type": kind, "title": "Not available", "book": loan.book}
            raise HTTPException(409, detail)
        loans.append(loan)
        return {"id": len(loans), **loan.model_dump()}

    @router.get("/{number}")
    def read(number: int):
        return {"id": number, **find(number).model_dump()}

    @router.delete("/{number}", status_code=204)
    def end(number: int):
        find(number)
        loans[number - 1] = None

    app = FastAPI()
    app.include_router(router)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(RequestValidationError, on_invalid)
    return app
