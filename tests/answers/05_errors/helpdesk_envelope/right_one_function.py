"""One sync function for both classes, registered by hand; the route returns its 304."""

from fastapi import Depends, FastAPI, Header, HTTPException
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException as StarletteHTTPException


class NewTicket(BaseModel, extra="forbid"):
    title: str = Field(min_length=3, max_length=80)


def require_agent(authorization: str = Header("")):
    if authorization != "Bearer desk-7":
        raise HTTPException(
            status_code=401,
            detail="Log in first",
            headers={"WWW-Authenticate": "Bearer"},
        )


def to_envelope(request, exc):
    headers = None
    if isinstance(exc, RequestValidationError):
        fields = [".".join(str(part) for part in e["loc"]) for e in exc.errors()]
        error = {"status": 422, "message": "Invalid request", "fields": fields}
    else:
        headers = exc.headers
        error = {"status": exc.status_code, "message": exc.detail}
    return JSONResponse({"error": error}, status_code=error["status"], headers=headers)


def create_app() -> FastAPI:
    app = FastAPI()
    app.add_exception_handler(StarletteHTTPException, to_envelope)
    app.add_exception_handler(RequestValidationError, to_envelope)
    tickets = {1: "Printer on fire"}

    @app.get("/tickets/{ticket_id}")
    def read_ticket(ticket_id: int, if_none_match: str | None = Header(None)):
        if ticket_id not in tickets:
            raise HTTPException(404, "No such ticket")
        headers = {"ETag": f'"{ticket_id}-{len(tickets[ticket_id])}"'}
        if if_none_match == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        ticket = {"id": ticket_id, "title": tickets[ticket_id]}
        return JSONResponse(ticket, headers=headers)

    @app.post("/tickets", dependencies=[Depends(require_agent)])
    def create_ticket(ticket: NewTicket):
        ticket_id = max(tickets) + 1
        tickets[ticket_id] = ticket.title
        return JSONResponse({"id": ticket_id, "title": ticket.title}, 201)

    return app
