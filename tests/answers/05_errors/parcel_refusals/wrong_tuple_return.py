"""Returns a Flask tuple of body, status and headers.

Fails: test_unknown_parcel_is_404_with_code_and_hint, test_archived_parcel_is_410_with_its_own_hint, test_refusal_names_the_code_exactly_as_sent
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    app = FastAPI()

    @app.get("/parcels/{code}")
    def read_parcel(code: str):
        if code == "PX-100":
            return {"code": code, "state": "in transit"}
        if code == "PX-200":
            detail = {"error": "parcel_archived", "code": code}
            return {"detail": detail}, 410, {"X-Hint": "ask-the-depot"}
        detail = {"error": "parcel_unknown", "code": code}
        return {"detail": detail}, 404, {"X-Hint": "check-the-label"}

    return app
