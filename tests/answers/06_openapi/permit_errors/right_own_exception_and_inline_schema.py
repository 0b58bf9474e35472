"""An exception class with a handler, and schemas written by hand."""

from fastapi import FastAPI, Header, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field


class Permit(BaseModel):
    plate: str
    office: str


class NewPermit(BaseModel):
    plate: str = Field(..., min_length=1, max_length=10)


class Refused(Exception):
    def __init__(self, status, code, plate):
        self.status, self.code, self.plate = status, code, plate


TEXT = {"type": "string"}
DETAIL = {
    "type": "object",
    "properties": {"code": TEXT, "plate": TEXT},
    "required": ["code", "plate"],
}
SCHEMA = {"type": "object", "properties": {"detail": DETAIL}, "required": ["detail"]}


def documented(description):
    return {"description": description, "content": {"application/json": {"schema": SCHEMA}}}


def create_app() -> FastAPI:
    app = FastAPI()
    app.state.permits = {}

    @app.exception_handler(Refused)
    def refused(request: Request, exc: Refused):
        detail = {"code": exc.code, "plate": exc.plate}
        return JSONResponse({"detail": detail}, status_code=exc.status)

    @app.post("/permits", status_code=201, responses={409: documented("There is one.")})
    def issue(
        request: Request,
        new: NewPermit,
        office: str = Header(
            alias="X-Office", min_length=1, description="Office that issues the permit."
        ),
    ) -> Permit:
        permits = request.app.state.permits
        if new.plate in permits:
            raise Refused(409, "permit_exists", new.plate)
        permits[new.plate] = Permit(plate=new.plate, office=office)
        return permits[new.plate]

    @app.get("/permits/{plate:path}", responses={404: documented("No permit.")})
    def read(request: Request, plate: str) -> Permit:
        try:
            return request.app.state.permits[plate]
        except KeyError:
            raise Refused(404, "permit_unknown", plate) from None

    def stats(request: Request):
        return JSONResponse({"permits": len(request.app.state.permits)})

    app.router.add_route("/internal/stats", stats)
    return app
