"""Uses the right class and forgets the headers of the exception.

Fails: test_missing_token_is_401_and_keeps_the_challenge, test_wrong_method_is_405_and_keeps_allow
"""

from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException as AnyHTTPException


class NewTicket(BaseModel, extra="forbid"):
    title: str = Field(min_length=3, max_length=80)


def require_agent(authorization: Annotated[str, Header()] = "") -> None:
    if authorization != "Bearer desk-7":
        challenge = {"WWW-Authenticate": "Bearer"}
        raise HTTPException(401, "Log in first", headers=challenge)


def create_app() -> FastAPI:
    app = FastAPI()
    tickets = {1: "Printer on fire"}

    @app.exception_handler(AnyHTTPException)
    async def http_error(request, exc):
        if exc.status_code in (204, 304):
            return Response(status_code=exc.status_code, headers=exc.headers)
        error = {"status": exc.status_code, "message": exc.detail}
        return JSONResponse({"error": error}, exc.status_code)

    @app.exception_handler(RequestValidationError)
    async def invalid_request(request, exc):
        fields = [".".join(map(str, e["loc"])) for e in exc.errors()]
        error = {"status": 422, "message": "Invalid request", "fields": fields}
        return JSONResponse({"error": error}, status_code=422)

    @app.get("/tickets/{ticket_id}")
    async def read_ticket(
        ticket_id: int,
        response: Response,
        if_none_match: Annotated[str | None, Header()] = None,
    ):
        if ticket_id not in tickets:
            raise HTTPException(404, "No such ticket")
        etag = f'"{ticket_id}-{len(tickets[ticket_id])}"'
        if if_none_match == etag:
            raise HTTPException(304, headers={"ETag": etag})
        response.headers["ETag"] = etag
        return {"id": ticket_id, "title": tickets[ticket_id]}

    @app.post("/tickets", status_code=201, dependencies=[Depends(require_agent)])
    async def create_ticket(ticket: NewTicket):
        ticket_id = max(tickets) + 1
        tickets[ticket_id] = ticket.title
        return {"id": ticket_id, "title": ticket.title}

    return app
