"""No routers: every decorator on the app repeats tag, guard and response."""

from fastapi import Depends, FastAPI, Header, HTTPException

PATIENTS = {1: {"id": 1, "name": "Ana"}, 2: {"id": 2, "name": "Bo"}}
ROOMS = {11: {"number": 11, "free": True}, 12: {"number": 12, "free": False}}


def desk(x_desk_key: str | None = Header(default=None)):
    if x_desk_key != "desk-5":
        raise HTTPException(status_code=401, detail="unknown desk")


GUARDED = {
    "tags": ["patients"],
    "dependencies": [Depends(desk)],
    "responses": {401: {"description": "no"}},
}


def create_app() -> FastAPI:
    app = FastAPI()

    @app.get("/health")
    def health():
        return {"status": "ok"}

    @app.get("/patients", **GUARDED)
    def patients():
        return [*PATIENTS.values()]

    @app.get("/patients/{patient_id}", **GUARDED)
    def patient(patient_id: int):
        try:
            return PATIENTS[patient_id]
        except KeyError:
            raise HTTPException(404) from None

    @app.get("/rooms", tags=["rooms"])
    def rooms():
        return [*ROOMS.values()]

    @app.get("/rooms/{number}", tags=["rooms"])
    def room(number: int):
        try:
            return ROOMS[number]
        except KeyError:
            raise HTTPException(404) from None

    return app
