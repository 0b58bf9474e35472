"""Copies the headers into a dictionary, which keeps one value for a name.

Fails: test_escapes_in_the_path_are_kept
"""

from typing import Any

import httpx2
from fastapi import FastAPI


def create_app(portal: Any) -> FastAPI:
    from fastapi import HTTPException, Request, Response

    app = FastAPI(openapi_url=None)
    transport = httpx2.ASGITransport(app=portal)
    of_a_connection = {b"connection", b"keep-alive", b"transfer-encoding"}
    methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]

    @app.get("/rooms/{number}")
    async def read_room(number: int) -> dict[str, int]:
        if not 1 <= number <= 3:
            raise HTTPException(404, "No such room")
        return {"number": number, "beds": 2 * number}

    @app.api_route("/{path:path}", methods=methods)
    async def ask_portal(request: Request) -> Response:
        target = request.scope["raw_path"]
        if query := request.scope["query_string"]:
            target += b"?" + query
        outgoing = httpx2.Request(
            request.method,
            httpx2.URL("http://portal.internal").copy_with(raw_path=target),
            headers={k: v for k, v in request.headers.items() if k != "host"},
            content=await request.body(),
        )
        try:
            answer = await transport.handle_async_request(outgoing)
            body = b"".join([chunk async for chunk in answer.stream])
        except (httpx2.HTTPError, OSError):
            raise HTTPException(502, "The portal cannot be reached") from None
        response = Response(body, answer.status_code)
        response.raw_headers = [
            (k.lower(), v) for k, v in answer.headers.raw if k.lower() not in of_a_connection
        ]
        return response

    return app
