"""Sync routes: the probe waits for a future of a thread, headers come from a middleware."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

from fastapi import FastAPI, HTTPException
from fastapi.responses import JSONResponse


class NotReady(Exception):
    pass


def create_app(ping, patience=1.0):
    life = {"started": False, "stopping": False}
    threads = ThreadPoolExecutor(8)

    @asynccontextmanager
    async def lifespan(app):
        life["started"] = True
        yield
        life["stopping"] = True

    app = FastAPI(lifespan=lifespan)

    @app.exception_handler(NotReady)
    async def not_ready(request, exc):
        return JSONResponse({"status": str(exc)}, status_code=503)

    @app.middleware("http")
    async def no_store(request, call_next):
        response = await call_next(request)
        response.headers["Cache-Control"] = "no-store"
        return response

    @app.get("/livez", include_in_schema=False)
    async def livez():
        return {"status": "alive"}

    @app.get("/readyz", include_in_schema=False)
    def readyz():
        if life["stopping"]:
            raise NotReady("stopping")
        if not life["started"]:
            raise NotReady("starting")
        try:
            threads.submit(ping).result(timeout=patience)
        except Exception as error:
            raise NotReady("database") from error
        return {"status": "ready"}

    @app.post("/drain", status_code=202, include_in_schema=False)
    def drain():
        if not life["started"]:
            raise HTTPException(202)
        life["stopping"] = True

    return app
