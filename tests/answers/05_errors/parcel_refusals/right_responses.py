"""Returns JSONResponse objects from a sync route instead of raising."""

from fastapi import FastAPI
from fastapi.responses import JSONResponse


def create_app() -> FastAPI:
    app = FastAPI()

    @app.get("/parcels/{code}")
    def read_parcel(code: str):
        if code == "PX-100":
            return {"code": code, "state": "in transit"}
        status, error, hint = 404, "parcel_unknown", "check-the-label"
        if code == "PX-200":
            status, error, hint = 410, "parcel_archived", "ask-the-depot"
        content = {"detail": {"error": error, "code": code}}
        return JSONResponse(content, status_code=status, headers={"X-Hint": hint})

    return app
