"""Tidies the code before the lookup and refuses with the code as sent.

Fails: test_refusal_names_the_code_exactly_as_sent
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
    async def read_parcel(code: str) -> dict[str, str]:
        if code.strip().upper() in archive:
            raise refuse(410, "parcel_archived", code, "ask-the-depot")
        if code.strip() not in parcels:
            raise refuse(404, "parcel_unknown", code, "check-the-label")
        return {"code": code, "state": parcels[code.strip()]}

    return app
