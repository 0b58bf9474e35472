"""Resumes with the event that the reader saw last.

Fails: test_reader_resumes_after_the_last_event_it_saw, test_refusals_come_before_the_stream
"""

import asyncio
from collections.abc import AsyncIterable
from typing import Annotated, Literal

from fastapi import Depends, FastAPI, Header, HTTPException
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel


class Line(BaseModel):
    text: str


class Finish(BaseModel):
    status: Literal["passed", "failed"]


class Build:
    def __init__(self):
        self.events = []
        self.news = asyncio.Event()
        self.finished = False

    def publish(self, kind, data):
        if self.finished:
            raise HTTPException(409)
        self.finished = kind == "finish"
        self.events.append(ServerSentEvent(event=kind, data=data, id=str(len(self.events) + 1)))
        self.news.set()
        self.news = asyncio.Event()
        return {"seq": len(self.events)}


def create_app(heartbeat: float = 15.0):
    app = FastAPI()
    builds = {}
    streams = {"open": 0}

    async def find(build_id: int):
        if build_id not in builds:
            raise HTTPException(404)
        return builds[build_id]

    async def begin(
        build: Annotated[Build, Depends(find)],
        last_event_id: Annotated[int, Header(ge=0)] = 0,
    ):
        if build.finished and last_event_id >= len(build.events):
            raise HTTPException(204)
        return max(last_event_id - 1, 0)

    @app.post("/builds", status_code=201)
    async def create_build():
        builds[len(builds) + 1] = Build()
        return {"id": len(builds)}

    @app.post("/builds/{build_id}/lines", status_code=201)
    async def add_line(build: Annotated[Build, Depends(find)], line: Line):
        return build.publish("line", line)

    @app.post("/builds/{build_id}/finish", status_code=201)
    async def finish(build: Annotated[Build, Depends(find)], finish: Finish):
        return build.publish("finish", finish)

    @app.get("/builds/{build_id}/events", response_class=EventSourceResponse)
    async def follow(
        build: Annotated[Build, Depends(find)], seen: Annotated[int, Depends(begin)]
    ) -> AsyncIterable[ServerSentEvent]:
        streams["open"] += 1
        try:
            while True:
                news = build.news
                while seen < len(build.events):
                    yield build.events[seen]
                    seen += 1
                if build.finished:
                    return
                try:
                    async with asyncio.timeout(heartbeat):
                        await news.wait()
                except TimeoutError:
                    yield ServerSentEvent(comment="still running")
        finally:
            streams["open"] -= 1

    @app.get("/streams")
    async def open_streams():
        return streams

    return app
