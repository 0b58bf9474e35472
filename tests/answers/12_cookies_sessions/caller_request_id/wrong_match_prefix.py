"""Uses re.match without an end, so anything may follow a good start.

Fails: test_id_of_the_wrong_form_is_replaced
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    import re
    from typing import Annotated
    from uuid import uuid4

    from fastapi import Depends, Header, HTTPException, Response

    app = FastAPI()

    def choose_id(
        response: Response, x_request_id: Annotated[list[str] | None, Header()] = None
    ) -> str:
        sent = x_request_id or []
        if len(sent) == 1 and re.match(r"[A-Za-z0-9-]{8,64}", sent[0]):
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
