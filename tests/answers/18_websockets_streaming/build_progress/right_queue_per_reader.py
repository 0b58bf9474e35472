"""Each reader subscribes with a queue of its own before it replays what is there."""

import asyncio
from collections.abc import AsyncIterable
from dataclasses import dataclass, field
from typing import Annotated, Literal

from fastapi import APIRouter, Body, Depends, FastAPI, Header, HTTPException
from fastapi.sse import EventSourceResponse, ServerSentEvent


@dataclass
class Build:
    events: list[ServerSentEvent] = field(default_factory=list)
    readers: set[asyncio.Queue] = field(default_factory=set)

    @property
    def finished(self) -> bool:
        return bool(self.events) and self.events[-1].event == "finish"

    def add(self, kind: str, data: dict) -> dict:
        if self.finished:
            raise HTTPException(409)
        event = ServerSentEvent(event=kind, data=data, id=str(len(self.events) + 1))
        self.events.append(event)
        for reader in self.readers:
            reader.put_nowait(event)
        return {"seq": len(self.events)}


def create_app(heartbeat: float = 15.0) -> FastAPI:
    builds: dict[int, Build] = {}
    router = APIRouter(prefix="/builds")

    def known(build_id: int) -> Build:
        try:
            return builds[build_id]
        except KeyError:
            raise HTTPException(404) from None

    def resumable(
        build: Annotated[Build, Depends(known)],
        last_event_id: Annotated[int | None, Header(ge=0)] = None,
    ) -> int:
        if build.finished and (last_event_id or 0) >= len(build.events):
            raise HTTPException(204)
        return last_event_id or 0

    @router.post("", status_code=201)
    async def start():
        builds[len(builds) + 1] = Build()
        return {"id": len(builds)}

    @router.post("/{build_id}/lines", status_code=201)
    async def write(
        build: Annotated[Build, Depends(known)], text: Annotated[str, Body(embed=True)]
    ):
        return build.add("line", {"text": text})

    @router.post("/{build_id}/finish", status_code=201)
    async def end(
        build: Annotated[Build, Depends(known)],
        status: Annotated[Literal["passed", "failed"], Body(embed=True)],
    ):
        return build.add("finish", {"status": status})

    @router.get("/{build_id}/events", response_class=EventSourceResponse)
    async def listen(
        build: Annotated[Build, Depends(known)], after: Annotated[int, Depends(resumable)]
    ) -> AsyncIterable[ServerSentEvent]:
        queue: asyncio.Queue[ServerSentEvent] = asyncio.Queue()
        for event in build.events[after:]:
            queue.put_nowait(event)
        build.readers.add(queue)
        try:
            while True:
                try:
                    event = await asyncio.wait_for(queue.get(), heartbeat)
                except TimeoutError:
                    event = ServerSentEvent(comment="ping")
                yield event
                if event.event == "finish":
                    break
        finally:
            build.readers.discard(queue)

    app = FastAPI()
    app.include_router(router)

    @app.get("/streams")
    async def streams():
        return {"open": sum(len(build.readers) for build in builds.values())}

    return app
