"""Documents each status as a literal of its own, and the type as an enumeration."""

from fastapi import FastAPI


def create_app() -> FastAPI:
    from http import HTTPStatus
    from typing import Any, Literal

    from fastapi import HTTPException, Request
    from fastapi.exceptions import RequestValidationError
    from fastapi.responses import JSONResponse
    from pydantic import BaseModel, Field, create_model
    from starlette.exceptions import HTTPException as AnyHTTPException

    problem_json = "application/problem+json"

    class Problem(BaseModel):
        type: Literal["about:blank", "/problems/invalid-request", "/problems/book-is-out"]
        title: str | None
        status: int

    class NewLoan(BaseModel):
        member: str = Field(min_length=1, max_length=20)
        book: str = Field(min_length=1, max_length=20)

    class Loan(NewLoan):
        id: int

    class BookIsOut(Exception):
        def __init__(self, book: str) -> None:
            super().__init__(book)
            self.book = book

    def problem(status: int, headers: Any = None, **members: Any) -> JSONResponse:
        body = {
            "type": "about:blank",
            "title": HTTPStatus(status).phrase,
            "status": status,
            **members,
        }
        return JSONResponse(body, status, headers, media_type=problem_json)

    def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
        found = {}
        for status in statuses:
            model = create_model("Refusal", __base__=Problem, status=(Literal[status], ...))
            content = {problem_json: {"schema": model.model_json_schema()}}
            found[status] = {"description": HTTPStatus(status).phrase, "content": content}
        return found

    app = FastAPI()
    loans: dict[int, Loan] = {}
    last_id = 0

    @app.exception_handler(AnyHTTPException)
    async def http_problem(request: Request, exc: AnyHTTPException) -> JSONResponse:
        return problem(exc.status_code, exc.headers)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, exc: RequestValidationError) -> JSONResponse:
        errors = [{"loc": e["loc"], "code": e["type"]} for e in exc.errors()]
        kind = "/problems/invalid-request"
        return problem(422, type=kind, title="Invalid request", errors=errors)

    @app.exception_handler(BookIsOut)
    async def book_is_out(request: Request, exc: BookIsOut) -> JSONResponse:
        kind = "/problems/book-is-out"
        return problem(409, type=kind, title="Book is out", book=exc.book)

    def find(loan_id: int) -> Loan:
        if loan_id not in loans:
            raise HTTPException(404)
        return loans[loan_id]

    @app.post("/loans", status_code=201, responses=documented(409, 422))
    async def create_loan(new: NewLoan) -> Loan:
        nonlocal last_id
        if any(loan.book == new.book for loan in loans.values()):
            raise BookIsOut(new.book)
        last_id += 1
        loans[last_id] = Loan(id=last_id, **new.model_dump())
        return loans[last_id]

    @app.get("/loans/{loan_id}", responses=documented(404, 422))
    async def read_loan(loan_id: int) -> Loan:
        return find(loan_id)

    @app.delete("/loans/{loan_id}", status_code=204, responses=documented(404, 422))
    async def end_loan(loan_id: int) -> None:
        del loans[find(loan_id).id]

    return app
