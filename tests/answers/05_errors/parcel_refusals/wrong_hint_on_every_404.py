"""Adds the hint in a handler for 404, so unknown paths get it too.

Fails: test_unknown_parcel_is_404_with_code_and_hint
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    from fastapi import HTTPException
    from fastapi.responses import JSONResponse

    app = FastAPI()
    parcels = {"PX-100": "in transit"}
    archive = {"PX-200"}

    def refuse(status: int, error: str, code: str, hint: str) -> HTTPException:
        detail = {"error": error, "code": code}
        return HTTPException(status, detail, headers={"X-Hint": hint})

    @app.exception_handler(404)
    async def with_hint(request, exc):
        headers = {"X-Hint": "check-the-label"}
        return JSONResponse({"detail": exc.detail}, 404, headers)

    @app.get("/parcels/{code}")
    async def read_parcel(code: str) -> dict[str, str]:
        if code in archive:
            raise refuse(410, "parcel_archived", code, "ask-the-depot")
        if code not in parcels:
            raise refuse(404, "parcel_unknown", code, "check-the-label")
        return {"code": code, "state": parcels[code]}

    return app
