"""Counts the length anew, so HEAD says that the page is empty.

Fails: test_every_method_and_every_page_of_the_portal
"""

from typing import Any

import httpx2
from fastapi import FastAPI


def create_app(portal: Any) -> FastAPI:
    from fastapi import HTTPException, Request
    from fastapi.responses import JSONResponse, Response

    class Portal:
        async def __call__(self, scope, receive, send):
            if scope["type"] != "http":
                return
            request = Request(scope, receive)
            url = scope["raw_path"].decode("latin-1")
            if scope["query_string"]:
                url += "?" + scope["query_string"].decode("latin-1")
            headers = [(k, v) for k, v in request.headers.items() if k != "host"]
            transport = httpx2.ASGITransport(app=portal)
            try:
                async with httpx2.AsyncClient(
                    transport=transport, base_url="http://portal.internal"
                ) as client:
                    answer = await client.request(
                        request.method, url, headers=headers, content=await request.body()
                    )
            except (httpx2.HTTPError, OSError):
                await JSONResponse({"error": "portal down"}, 502)(scope, receive, send)
                return
            dropped = ("connection", "keep-alive", "content-length", "content-encoding")
            response = Response(answer.content, answer.status_code)
            for name, value in answer.headers.multi_items():
                if name.lower() not in dropped:
                    response.headers.append(name, value)
            await response(scope, receive, send)

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/rooms/{number}")
    def room(number: int):
        if number in (1, 2, 3):
            return {"number": number, "beds": number * 2}
        raise HTTPException(404)

    app.mount("/", Portal())
    return app
