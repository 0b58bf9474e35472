"""Sets the header on the injected response, which a raised error never becomes.

Fails: test_refusal_carries_the_id_too
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
        if len(sent) == 1 and re.fullmatch(r"[A-Za-z0-9-]{8,64}", sent[0]):
            chosen = sent[0]
        else:
            chosen = str(uuid4())
        response.headers["X-Request-ID"] = chosen
        return chosen

    @app.get("/parcels/{code}")
    async def read_parcel(code: str, request_id: Annotated[str, Depends(choose_id)]):
        if code != "PX-1":
            raise HTTPException(404, "No such parcel")
        return {"code": code, "request_id": request_id}

    return app
