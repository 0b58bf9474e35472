"""Lets FastAPI validate the header, so a bad id refuses the request.

Fails: test_id_of_the_wrong_form_is_replaced, test_repeated_id_is_not_trusted
"""

from typing import Annotated
from uuid import uuid4

from fastapi import Depends, FastAPI, Header, HTTPException, Response

Id = Annotated[str | None, Header(pattern="^[A-Za-z0-9-]{8,64}$")]


def create_app() -> FastAPI:
    app = FastAPI()

    def choose_id(response: Response, x_request_id: Id = None) -> str:
        chosen = x_request_id or str(uuid4())
        response.headers["X-Request-ID"] = chosen
        return chosen

    @app.get("/parcels/{code}")
    async def read_parcel(code: str, request_id: Annotated[str, Depends(choose_id)]):
        if code != "PX-1":
            raise HTTPException(404, "No such parcel", {"X-Request-ID": request_id})
        return {"code": code, "request_id": request_id}

    return app
