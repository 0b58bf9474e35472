"""Accepts the underscore spelling as well, to be friendly.

Fails: test_underscore_name_is_another_header
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    import re
    from typing import Annotated
    from uuid import uuid4

    from fastapi import Depends, Header, HTTPException, Request, Response

    app = FastAPI()

    def choose_id(
        request: Request,
        response: Response,
        x_request_id: Annotated[list[str] | None, Header()] = None,
    ) -> str:
        sent = x_request_id or request.headers.getlist("x_request_id")
        if len(sent) == 1 and re.fullmatch(r"[A-Za-z0-9-]{8,64}", sent[0]):
            chosen = sent[0]
        else:
            chosen = str(uuid4())
        response.headers["X-Request-ID"] = chosen
        return chosen

    @app.get("/parcels/{code}")
    async def read_parcel(code: str, request_id: Annotated[str, Depends(choose_id)]):
        if code != "PX-1":
            headers = {"X-Request-ID": request_id}
            raise HTTPException(404, "No such parcel", headers=headers)
        return {"code": code, "request_id": request_id}

    return app
