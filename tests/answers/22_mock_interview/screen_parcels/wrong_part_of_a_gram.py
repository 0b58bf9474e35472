"""Takes a weight of one and a half grams.

Fails: test_screen_limits_and_cancelled_codes
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    from collections import Counter
    from typing import Annotated, Literal, get_args

    from fastapi import HTTPException, Query, Response
    from pydantic import BaseModel, Field

    State = Literal["registered", "in_transit", "delivered", "returned"]
    moves = {"registered": {"in_transit"}, "in_transit": {"delivered", "returned"}}

    class NewParcel(BaseModel):
        recipient: str = Field(min_length=1, max_length=80)
        phone: str = Field(min_length=1)
        grams: float = Field(ge=1, le=30_000)

    class Parcel(BaseModel):
        code: str
        recipient: str
        grams: float
        state: State = "registered"

    class StoredParcel(Parcel):
        phone: str

    class Event(BaseModel):
        state: State

    app = FastAPI()
    parcels: dict[str, StoredParcel] = {}
    last = 0

    def find(code: str) -> StoredParcel:
        if code not in parcels:
            raise HTTPException(404, "no such parcel")
        return parcels[code]

    @app.post("/parcels", status_code=201)
    async def register(new: NewParcel, response: Response) -> Parcel:
        nonlocal last
        last += 1
        parcel = StoredParcel(code=f"PX-{last:04}", **new.model_dump())
        parcels[parcel.code] = parcel
        response.headers["Location"] = f"/parcels/{parcel.code}"
        return parcel

    @app.get("/parcels")
    async def list_parcels(
        state: State | None = None, limit: Annotated[int, Query(ge=1, le=100)] = 20
    ) -> list[Parcel]:
        newest = reversed(parcels.values())
        return [p for p in newest if state in (None, p.state)][:limit]

    @app.get("/parcels/stats")
    async def count_states() -> dict[State, int]:
        counted = Counter(parcel.state for parcel in parcels.values())
        return {state: counted[state] for state in get_args(State)}

    @app.get("/parcels/{code}")
    async def read(code: str) -> Parcel:
        return find(code)

    @app.post("/parcels/{code}/events")
    async def move(code: str, event: Event) -> Parcel:
        parcel = find(code)
        if event.state not in moves.get(parcel.state, set()):
            raise HTTPException(409, f"a {parcel.state} parcel cannot do that")
        parcel.state = event.state
        return parcel

    @app.delete("/parcels/{code}", status_code=204)
    async def cancel(code: str) -> None:
        if find(code).state != "registered":
            raise HTTPException(409, "the parcel is on its way")
        del parcels[code]

    return app
