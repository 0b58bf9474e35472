"""Plain dictionaries, Body parameters, one function that picks what is shown."""

from fastapi import FastAPI


def create_app() -> FastAPI:
    from typing import Annotated, Literal

    from fastapi import Body, HTTPException, Query
    from fastapi.responses import JSONResponse

    app = FastAPI()
    parcels: dict[str, dict] = {}
    given: list[str] = []
    after = {
        "registered": ["in_transit"],
        "in_transit": ["delivered", "returned"],
        "delivered": [],
        "returned": [],
    }
    State = Literal["registered", "in_transit", "delivered", "returned"]

    def shown(parcel: dict) -> dict:
        return {key: parcel[key] for key in ("code", "recipient", "grams", "state")}

    def get(code: str) -> dict:
        try:
            return parcels[code]
        except KeyError:
            raise HTTPException(404) from None

    @app.post("/parcels")
    async def post(
        recipient: Annotated[str, Body(min_length=1, max_length=80)],
        phone: Annotated[str, Body(min_length=1)],
        grams: Annotated[int, Body(ge=1, le=30000)],
    ):
        code = "PX-" + str(len(given) + 1).zfill(4)
        given.append(code)
        parcels[code] = {
            "code": code,
            "recipient": recipient,
            "phone": phone,
            "grams": grams,
            "state": "registered",
        }
        return JSONResponse(shown(parcels[code]), 201, {"Location": f"/parcels/{code}"})

    @app.get("/parcels")
    async def many(
        state: Annotated[State | None, Query()] = None,
        limit: Annotated[int, Query(gt=0, le=100)] = 20,
    ):
        found = [shown(p) for p in parcels.values() if state is None or p["state"] == state]
        return found[::-1][:limit]

    @app.get("/parcels/{code}")
    async def one(code: str):
        if code == "stats":
            states = [p["state"] for p in parcels.values()]
            return {state: states.count(state) for state in after}
        return shown(get(code))

    @app.post("/parcels/{code}/events")
    async def events(code: str, state: Annotated[State, Body(embed=True)]):
        parcel = get(code)
        if state not in after[parcel["state"]]:
            raise HTTPException(409)
        parcel["state"] = state
        return shown(parcel)

    @app.delete("/parcels/{code}", status_code=204)
    async def delete(code: str):
        if get(code)["state"] != "registered":
            raise HTTPException(409)
        parcels.pop(code)

    return app
