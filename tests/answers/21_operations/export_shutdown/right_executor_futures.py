"""Futures of an executor with callbacks instead of coroutines; a class is the lifespan."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated

from fastapi import Body, Depends, FastAPI, HTTPException


class Exports:
    def __init__(self, render, event, grace):
        self.render, self.event, self.grace = render, event, grace
        self.under_way, self.count, self.open = {}, 0, False

    def __call__(self, app):
        return self

    async def __aenter__(self):
        self.threads = ThreadPoolExecutor(max_workers=50)
        self.event("pool opened")
        self.open = True

    async def __aexit__(self, *error):
        self.open = False
        try:
            async with asyncio.timeout(self.grace):
                while self.under_way:
                    await asyncio.sleep(0.01)
        except TimeoutError:
            for number in sorted(self.under_way):
                self.event(f"returned {self.under_way.pop(number)}")
        self.threads.shutdown(wait=False)
        self.event("pool closed")

    def begin(self, name):
        self.count += 1
        number = self.count
        self.under_way[number] = name
        future = asyncio.get_running_loop().run_in_executor(self.threads, self.render, name)
        future.add_done_callback(lambda done: self.end(number, done.exception()))

    def end(self, number, error):
        if name := self.under_way.pop(number, None):
            self.event(f"failed {name}" if error else f"exported {name}")


def create_app(render, event, grace):
    exports = Exports(render, event, grace)

    def must_be_open():
        if not exports.open:
            raise HTTPException(503, headers={"Retry-After": "30"})

    app = FastAPI(lifespan=exports)

    @app.post("/exports", status_code=202, dependencies=[Depends(must_be_open)])
    async def order(name: Annotated[str, Body(embed=True)]):
        exports.begin(name)

    @app.post("/drain", status_code=202)
    async def drain():
        exports.open = False

    @app.get("/readyz", dependencies=[Depends(must_be_open)])
    async def readyz():
        return True

    return app
