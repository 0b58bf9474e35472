"""A pool of its own, an event in the state of the app, routers and Response parameters."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI, Request, Response


def create_app(ping, patience=1.0):
    @asynccontextmanager
    async def lifespan(app: FastAPI):
        app.state.phase = "up"
        try:
            yield
        finally:
            app.state.phase = "stopping"

    router = APIRouter(include_in_schema=False)
    pool = ThreadPoolExecutor(20)

    @router.get("/livez")
    def livez(response: Response):
        response.headers["Cache-Control"] = "no-store"
        return {"status": "alive"}

    @router.get("/readyz")
    async def readyz(request: Request, response: Response):
        response.headers["Cache-Control"] = "no-store, max-age=0"
        phase = request.app.state.phase
        if phase == "up":
            future = asyncio.get_running_loop().run_in_executor(pool, ping)
            done, pending = await asyncio.wait({future}, timeout=patience)
            if done and future.exception() is None:
                return {"status": "ready"}
            phase = "database"
        response.status_code = 503
        return {"status": phase}

    @router.post("/drain", status_code=202)
    def drain(request: Request):
        request.app.state.phase = "stopping"
        return {"status": "stopping"}

    app = FastAPI(lifespan=lifespan)
    app.state.phase = "starting"
    app.include_router(router)
    return app
