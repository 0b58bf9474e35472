"""Synchronous routes on a router, a StrEnum, response_model on each route."""

from fastapi import FastAPI


def create_app() -> FastAPI:
    from enum import StrEnum
    from itertools import count, islice

    from fastapi import APIRouter, HTTPException, Query, Request, Response, status
    from pydantic import BaseModel, ConfigDict, Field

    class State(StrEnum):
        REGISTERED = "registered"
        IN_TRANSIT = "in_transit"
        DELIVERED = "delivered"
        RETURNED = "returned"

    steps = {
        (State.REGISTERED, State.IN_TRANSIT),
        (State.IN_TRANSIT, State.DELIVERED),
        (State.IN_TRANSIT, State.RETURNED),
    }

    class Incoming(BaseModel):
        recipient: str = Field(min_length=1, max_length=80)
        phone: str = Field(min_length=1)
        grams: int = Field(gt=0, lt=30001)

    class Shown(BaseModel):
        model_config = ConfigDict(from_attributes=True)
        code: str
        recipient: str
        grams: int
        state: State

    class Change(BaseModel):
        state: State

    class Record:
        def __init__(self, code: str, new: Incoming) -> None:
            self.code, self.state = code, State.REGISTERED
            self.recipient, self.phone, self.grams = new.recipient, new.phone, new.grams

    router = APIRouter(prefix="/parcels")
    shelf: list[Record] = []
    numbers = count(1)

    def pick(code: str) -> Record:
        for record in shelf:
            if record.code == code:
                return record
        raise HTTPException(status.HTTP_404_NOT_FOUND)

    @router.post("", status_code=201, response_model=Shown)
    def add(new: Incoming, request: Request, response: Response):
        record = Record(f"PX-{next(numbers):04d}", new)
        shelf.insert(0, record)
        response.headers["location"] = str(request.url_for("show", code=record.code))
        return record

    @router.get("", response_model=list[Shown])
    def all_of_them(state: State = None, limit: int = Query(default=20, ge=1, le=100)):
        return list(islice((r for r in shelf if not state or r.state is state), limit))

    @router.get("/stats")
    def stats():
        return {s.value: sum(r.state is s for r in shelf) for s in State}

    @router.get("/{code}", response_model=Shown, name="show")
    def show(code: str):
        return pick(code)

    @router.post("/{code}/events", response_model=Shown)
    def event(code: str, change: Change):
        record = pick(code)
        if (record.state, change.state) not in steps:
            raise HTTPException(409)
        record.state = change.state
        return record

    @router.delete("/{code}")
    def cancel(code: str):
        record = pick(code)
        if record.state is not State.REGISTERED:
            raise HTTPException(409)
        shelf.remove(record)
        return Response(status_code=204)

    app = FastAPI()
    app.include_router(router)
    return app
