"""Chooses the id in a middleware that reads all headers of that name."""

import string
import uuid

from fastapi import FastAPI, HTTPException, Request

LETTERS = set(string.ascii_letters + string.digits + "-")


def create_app() -> FastAPI:
    app = FastAPI()

    @app.middleware("http")
    async def stamp(request: Request, call_next):
        sent = request.headers.getlist("x-request-id")
        good = len(sent) == 1 and 8 <= len(sent[0]) <= 64 and set(sent[0]) <= LETTERS
        request.state.request_id = sent[0] if good else uuid.uuid4().hex
        response = await call_next(request)
        response.headers["X-Request-ID"] = request.state.request_id
        return response

    @app.get("/parcels/{code}")
    def read_parcel(code: str, request: Request):
        if code == "PX-1":
            return {"code": code, "request_id": request.state.request_id}
        raise HTTPException(404, "No such parcel")

    return app
