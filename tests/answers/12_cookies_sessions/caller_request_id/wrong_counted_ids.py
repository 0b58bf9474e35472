"""Counts the ids, so each process makes the same ones.

Fails: test_without_an_id_each_request_gets_its_own
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    import re
    from typing import Annotated
    from itertools import count

    from fastapi import Depends, Header, HTTPException, Response

    app = FastAPI()
    numbers = count(1)

    def choose_id(
        response: Response, x_request_id: Annotated[list[str] | None, Header()] = None
    ) -> str:
        sent = x_request_id or []
        if len(sent) == 1 and re.fullmatch(r"[A-Za-z0-9-]{8,64}", sent[0]):
            chosen = sent[0]
        else:
            chosen = f"req-{next(numbers):08}"
        response.headers["X-Request-ID"] = chosen
        return chosen

    @app.get("/parcels/{code}")
    async def read_parcel(code: str, request_id: Annotated[str, Depends(choose_id)]):
        if code != "PX-1":
            headers = {"X-Request-ID": request_id}
            raise HTTPException(404, "No such parcel", headers=headers)
        return {"code": code, "request_id": request_id}

    return app
