"""Passes on the path it was given, follows redirects, rebuilds the headers as a dict.

Fails: test_answer_comes_back_untouched, test_escapes_in_the_path_are_kept
"""

from typing import Any

import httpx2
from fastapi import FastAPI


def create_app(portal: Any) -> FastAPI:
    from fastapi import HTTPException, Request, Response

    app = FastAPI(openapi_url=None)
    methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]

    @app.get("/rooms/{number}")
    async def read_room(number: int):
        if not 1 <= number <= 3:
            raise HTTPException(404, "No such room")
        return {"number": number, "beds": 2 * number}

    @app.api_route("/{path:path}", methods=methods)
    async def ask_portal(path: str, request: Request):
        headers = {k: v for k, v in request.headers.items() if k != "host"}
        transport = httpx2.ASGITransport(app=portal)
        try:
            async with httpx2.AsyncClient(
                transport=transport, base_url="http://portal.internal", follow_redirects=True
            ) as client:
                answer = await client.request(
                    request.method,
                    f"/{path}?{request.url.query}",
                    headers=headers,
                    content=await request.body(),
                )
        except (httpx2.HTTPError, OSError):
            raise HTTPException(502, "The portal cannot be reached") from None
        return Response(answer.content, answer.status_code, dict(answer.headers))

    return app
