"""Writes the wire format itself into a StreamingResponse, and waits on a condition."""

import asyncio
import json

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel


class Line(BaseModel):
    text: str


def create_app(heartbeat=15.0):
    app = FastAPI()
    builds = []
    counter = {"open": 0}

    def get(build_id):
        if not 1 <= build_id <= len(builds):
            raise HTTPException(status_code=404, detail="No such build")
        return builds[build_id - 1]

    async def publish(build_id, kind, data):
        build = get(build_id)
        if build["log"] and build["log"][-1][0] == "finish":
            raise HTTPException(status_code=409, detail="Finished")
        async with build["changed"]:
            build["log"].append((kind, data))
            build["changed"].notify_all()
        return {"seq": len(build["log"])}

    @app.post("/builds")
    async def create():
        builds.append({"log": [], "changed": asyncio.Condition()})
        return JSONResponse({"id": len(builds)}, 201)

    @app.post("/builds/{build_id}/lines", status_code=201)
    async def line(build_id: int, body: Line):
        return await publish(build_id, "line", {"text": body.text})

    @app.post("/builds/{build_id}/finish", status_code=201)
    async def finish(build_id: int, request: Request):
        body = await request.json()
        if body.get("status") not in ("passed", "failed"):
            raise HTTPException(422)
        return await publish(build_id, "finish", {"status": body["status"]})

    async def follow(build, seen):
        counter["open"] += 1
        try:
            while True:
                for kind, data in build["log"][seen:]:
                    seen += 1
                    yield f"id: {seen}\nevent: {kind}\ndata: {json.dumps(data)}\n\n"
                    if kind == "finish":
                        return
                try:
                    async with build["changed"]:
                        waiting = build["changed"].wait_for(lambda: len(build["log"]) > seen)
                        await asyncio.wait_for(waiting, heartbeat)
                except TimeoutError:
                    yield ":\n\n"
        finally:
            counter["open"] -= 1

    @app.get("/builds/{build_id}/events")
    async def events(build_id: int, request: Request):
        build = get(build_id)
        last = request.headers.get("last-event-id", "0")
        if not last.isdigit():
            raise HTTPException(422, "Last-Event-ID")
        log = build["log"]
        if log and log[-1][0] == "finish" and int(last) >= len(log):
            return Response(status_code=204)
        return StreamingResponse(follow(build, int(last)), media_type="text/event-stream")

    @app.get("/streams")
    async def streams():
        return counter

    return app
