"""Keeps FastAPI's handlers and rewrites their bodies in one middleware."""

import json
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field


class NewTicket(BaseModel, extra="forbid"):
    title: str = Field(min_length=3, max_length=80)


def require_agent(authorization: Annotated[str, Header()] = "") -> None:
    if authorization != "Bearer desk-7":
        challenge = {"WWW-Authenticate": "Bearer"}
        raise HTTPException(401, "Log in first", headers=challenge)


def create_app() -> FastAPI:
    app = FastAPI()
    tickets = {1: "Printer on fire"}

    @app.middleware("http")
    async def envelope(request, call_next):
        response = await call_next(request)
        if response.status_code < 400:
            return response
        body = b"".join([chunk async for chunk in response.body_iterator])
        detail = json.loads(body)["detail"]
        error = {"status": response.status_code, "message": detail}
        if response.status_code == 422:
            error["message"] = "Invalid request"
            error["fields"] = [".".join(map(str, e["loc"])) for e in detail]
        kept = ("allow", "www-authenticate")
        headers = {k: v for k, v in response.headers.items() if k in kept}
        return JSONResponse({"error": error}, response.status_code, headers)

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
