"""Builds both responses itself and takes the header through a model."""

import re
import secrets
from typing import Annotated

from fastapi import FastAPI, Header
from fastapi.responses import JSONResponse
from pydantic import BaseModel


class Trace(BaseModel):
    x_request_id: list[str] = []

    def id(self) -> str:
        match self.x_request_id:
            case [one] if re.fullmatch("[a-zA-Z0-9-]{8,64}", one):
                return one
        return secrets.token_hex(8)


def create_app() -> FastAPI:
    app = FastAPI()

    @app.get("/parcels/PX-1")
    def known(trace: Annotated[Trace, Header()]) -> JSONResponse:
        chosen = trace.id()
        body = {"code": "PX-1", "request_id": chosen}
        return JSONResponse(body, headers={"X-Request-ID": chosen})

    @app.get("/parcels/{code}")
    def unknown(code: str, trace: Annotated[Trace, Header()]) -> JSONResponse:
        body = {"detail": "No such parcel"}
        return JSONResponse(body, 404, headers={"X-Request-ID": trace.id()})

    return app
