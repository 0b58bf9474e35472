"""Sleeps for a heartbeat and then looks whether there is news.

Fails: test_running_build_is_followed_live_by_each_reader
"""

from fastapi import FastAPI


def create_app(heartbeat: float = 15.0) -> FastAPI:
    import asyncio
    from collections.abc import AsyncIterable, AsyncIterator
    from typing import Annotated, Any, Literal

    from fastapi import Depends, Header, HTTPException
    from fastapi.sse import EventSourceResponse, ServerSentEvent
    from pydantic import BaseModel

    class Line(BaseModel):
        text: str

    class Finish(BaseModel):
        status: Literal["passed", "failed"]

    class Build:
        def __init__(self) -> None:
            self.events: list[ServerSentEvent] = []
            self.news = asyncio.Event()
            self.finished = False

        def publish(self, kind: str, data: BaseModel) -> dict[str, int]:
            if self.finished:
                raise HTTPException(409, "The build has finished")
            self.finished = kind == "finish"
            seq = len(self.events) + 1
            self.events.append(ServerSentEvent(event=kind, data=data, id=str(seq)))
            self.news.set()
            self.news = asyncio.Event()
            return {"seq": seq}

    app = FastAPI()
    builds: dict[int, Build] = {}
    streams = {"open": 0}

    async def find(build_id: int) -> Build:
        if build_id not in builds:
            raise HTTPException(404, "Unknown build")
        return builds[build_id]

    Found = Annotated[Build, Depends(find)]

    async def begin(
        build: Found, last_event_id: Annotated[int, Header(ge=0)] = 0
    ) -> AsyncIterator[int]:
        if build.finished and last_event_id >= len(build.events):
            raise HTTPException(204)
        streams["open"] += 1
        try:
            yield last_event_id
        finally:
            streams["open"] -= 1

    @app.post("/builds", status_code=201)
    async def create_build() -> dict[str, int]:
        build_id = len(builds) + 1
        builds[build_id] = Build()
        return {"id": build_id}

    @app.post("/builds/{build_id}/lines", status_code=201)
    async def add_line(build: Found, line: Line) -> dict[str, int]:
        return build.publish("line", line)

    @app.post("/builds/{build_id}/finish", status_code=201)
    async def finish(build: Found, finish: Finish) -> dict[str, int]:
        return build.publish("finish", finish)

    @app.get("/builds/{build_id}/events", response_class=EventSourceResponse)
    async def follow(
        build: Found, seen: Annotated[int, Depends(begin)]
    ) -> AsyncIterable[ServerSentEvent]:
        while True:
            news = build.news
            while seen < len(build.events):
                yield build.events[seen]
                seen += 1
            if build.finished:
                return
            await asyncio.sleep(heartbeat)
            if news is build.news:
                yield ServerSentEvent(comment="still running")

    @app.get("/streams")
    async def open_streams() -> dict[str, Any]:
        return streams

    return app
