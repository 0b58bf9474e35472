"""Writes the page itself, with an icon inside it; one guard decides at request time."""

from fastapi import FastAPI, Request
from fastapi.exceptions import HTTPException
from fastapi.responses import HTMLResponse, JSONResponse, Response

ASSETS = {  # stand-ins for the files of the npm package: name -> (media type, content)
    "swagger-ui-bundle.js": ("text/javascript", "function SwaggerUIBundle() {}"),
    "swagger-ui.css": ("text/css", "body { margin: 0 }"),
    "favicon.svg": ("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
}

PAGE = """<!doctype html>
<title>Rates</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="docs/style">
<div id="ui"></div>
<script src="docs/script"></script>
<script>SwaggerUIBundle({url: '/openapi.json', dom_id: '#ui'})</script>
"""


def create_app(settings: dict | None = None) -> FastAPI:
    app = FastAPI(openapi_url=None)
    app.state.settings = settings or {}

    @app.get("/rates", tags=["rates"])
    async def rates() -> dict:
        return {"base": "EUR", "usd": 1.1}

    async def developers_only(request: Request) -> None:
        if request.app.state.settings.get("environment") != "development":
            raise HTTPException(404)

    async def docs(request: Request) -> Response:
        await developers_only(request)
        return HTMLResponse(PAGE)

    async def part(request: Request) -> Response:
        await developers_only(request)
        names = {"style": "swagger-ui.css", "script": "swagger-ui-bundle.js"}
        kind, content = ASSETS[names[request.path_params["name"]]]
        return Response(content, media_type=kind)

    async def document(request: Request) -> Response:
        known = request.app.state.settings
        if known.get("environment") != "development":
            if not known.get("docs_token"):
                raise HTTPException(404)
            if request.headers.get("authorization") != "Bearer " + known["docs_token"]:
                raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
        return JSONResponse(app.openapi())

    app.add_route("/docs", docs)
    app.add_route("/docs/{name}", part)
    app.add_route("/openapi.json", document)
    return app
