"""Treats an archived parcel as unknown and normalises the code.

Fails: test_archived_parcel_is_410_with_its_own_hint, test_refusal_names_the_code_exactly_as_sent
"""

from fastapi import FastAPI, HTTPException


def create_app() -> FastAPI:
    app = FastAPI()
    parcels = {"PX-100": "in transit"}

    @app.get("/parcels/{code}")
    async def read_parcel(code: str):
        code = code.upper()
        if code not in parcels:
            detail = {"error": "parcel_unknown", "code": code}
            raise HTTPException(404, detail, headers={"X-Hint": "check-the-label"})
        return {"code": code, "state": parcels[code]}

    return app
