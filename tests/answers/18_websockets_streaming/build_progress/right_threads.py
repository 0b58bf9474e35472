"""A def generator in a worker thread, which waits on a threading.Condition."""

import threading
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from typing import Annotated, Literal

from fastapi import Depends, FastAPI, Header, HTTPException
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel


class Line(BaseModel):
    text: str


class Finish(BaseModel):
    status: Literal["passed", "failed"]


@dataclass
class Build:
    events: list[Line | Finish] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    @property
    def finished(self) -> bool:
        return bool(self.events) and isinstance(self.events[-1], Finish)

    def add(self, event: Line | Finish) -> int:
        if self.finished:
            raise HTTPException(409, "this build is finished")
        with self.changed:
            self.events.append(event)
            self.changed.notify_all()
            return len(self.events)


def create_app(heartbeat: float = 15.0) -> FastAPI:
    app = FastAPI()
    builds: list[Build] = []
    streams = 0

    async def find_build(id: int) -> Build:
        if not 1 <= id <= len(builds):
            raise HTTPException(404, "no such build")
        return builds[id - 1]

    Found = Annotated[Build, Depends(find_build)]

    async def resume_at(
        build: Found, last_event_id: Annotated[int, Header(ge=0)] = 0
    ) -> AsyncIterator[int]:
        nonlocal streams
        if build.finished and last_event_id >= len(build.events):
            raise HTTPException(204)
        streams += 1
        try:
            yield last_event_id
        finally:
            streams -= 1

    @app.post("/builds", status_code=201)
    async def create_build() -> dict[str, int]:
        builds.append(Build())
        return {"id": len(builds)}

    @app.post("/builds/{id}/lines", status_code=201)
    async def add_line(build: Found, line: Line) -> dict[str, int]:
        return {"seq": build.add(line)}

    @app.post("/builds/{id}/finish", status_code=201)
    async def finish(build: Found, finish: Finish) -> dict[str, int]:
        return {"seq": build.add(finish)}

    @app.get("/builds/{id}/events", response_class=EventSourceResponse)
    def follow(build: Found, seen: Annotated[int, Depends(resume_at)]) -> Iterable[ServerSentEvent]:
        while True:
            while seen < len(build.events):
                event = build.events[seen]
                seen += 1
                kind = "line" if isinstance(event, Line) else "finish"
                yield ServerSentEvent(data=event, event=kind, id=str(seen))
            if build.finished:
                return
            with build.changed:
                news = build.changed.wait_for(lambda: len(build.events) > seen, heartbeat)
            if not news:
                yield ServerSentEvent(comment="still running")

    @app.get("/streams")
    async def read_streams() -> dict[str, int]:
        return {"open": streams}

    return app
