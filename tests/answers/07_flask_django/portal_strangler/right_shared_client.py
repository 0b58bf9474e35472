"""One client with a jar that keeps nothing; streams the raw bytes through."""

from typing import Any

import httpx2
from fastapi import FastAPI


def create_app(portal: Any) -> FastAPI:
    from contextlib import asynccontextmanager
    from http.cookiejar import CookieJar, DefaultCookiePolicy

    from fastapi import HTTPException, Path, Request
    from fastapi.responses import JSONResponse, StreamingResponse
    from starlette.background import BackgroundTask
    from starlette.routing import Route

    client = httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app=portal),
        base_url="http://portal.internal",
        cookies=CookieJar(policy=DefaultCookiePolicy(allowed_domains=[])),
        follow_redirects=False,
    )

    @asynccontextmanager
    async def lifespan(app: FastAPI):
        async with client:
            yield

    app = FastAPI(openapi_url=None, lifespan=lifespan)

    @app.get("/rooms/{number}")
    async def room(number: int = Path()):
        if not 0 < number < 4:
            raise HTTPException(404, "unknown room")
        return {"number": number, "beds": number + number}

    async def forward(request: Request):
        raw = request.scope["raw_path"]
        if request.url.query:
            raw += b"?" + request.scope["query_string"]
        outgoing = client.build_request(
            request.method,
            client.base_url.copy_with(raw_path=raw),
            headers=[(k, v) for k, v in request.headers.raw if k.lower() != b"host"],
            content=await request.body(),
        )
        try:
            answer = await client.send(outgoing, stream=True)
        except (OSError, httpx2.HTTPError) as error:
            return JSONResponse({"detail": str(error)}, 502)
        response = StreamingResponse(
            answer.aiter_raw(), answer.status_code, background=BackgroundTask(answer.aclose)
        )
        response.raw_headers = [
            (k.lower(), v)
            for k, v in answer.headers.raw
            if k.lower() not in (b"connection", b"keep-alive")
        ]
        return response

    class AnyMethod:
        async def __call__(self, scope, receive, send):
            await (await forward(Request(scope, receive)))(scope, receive, send)

    app.router.routes.append(Route("/{path:path}", AnyMethod()))
    return app
