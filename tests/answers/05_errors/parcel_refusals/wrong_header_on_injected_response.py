"""Sets the hint on the injected Response, which a raised error does not use.

Fails: test_unknown_parcel_is_404_with_code_and_hint, test_archived_parcel_is_410_with_its_own_hint, test_refusal_names_the_code_exactly_as_sent
"""

from fastapi import FastAPI, HTTPException, Response


def create_app() -> FastAPI:
    app = FastAPI()

    @app.get("/parcels/{code}")
    async def read_parcel(code: str, response: Response):
        if code == "PX-200":
            response.headers["X-Hint"] = "ask-the-depot"
            raise HTTPException(410, {"error": "parcel_archived", "code": code})
        if code != "PX-100":
            response.headers["X-Hint"] = "check-the-label"
            raise HTTPException(404, {"error": "parcel_unknown", "code": code})
        return {"code": code, "state": "in transit"}

    return app
