"""Returns the HTTPException, which is answered with 200.

Fails: test_unknown_parcel_is_404_with_code_and_hint, test_archived_parcel_is_410_with_its_own_hint, test_refusal_names_the_code_exactly_as_sent
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    from fastapi import HTTPException

    app = FastAPI()
    parcels = {"PX-100": "in transit"}
    archive = {"PX-200"}

    def refuse(status: int, error: str, code: str, hint: str) -> HTTPException:
        detail = {"error": error, "code": code}
        return HTTPException(status, detail, headers={"X-Hint": hint})

    @app.get("/parcels/{code}")
    async def read_parcel(code: str):
        if code in archive:
            return refuse(410, "parcel_archived", code, "ask-the-depot")
        if code not in parcels:
            return refuse(404, "parcel_unknown", code, "check-the-label")
        return {"code": code, "state": parcels[code]}

    return app
