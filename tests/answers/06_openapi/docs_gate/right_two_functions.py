"""No automatic route at all, one function for each audience."""

import secrets
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Response
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

ASSETS = {  # stand-ins for the files of the npm package: name -> (media type, content)
    "swagger-ui-bundle.js": ("text/javascript", "function SwaggerUIBundle() {}"),
    "swagger-ui.css": ("text/css", "body { margin: 0 }"),
    "favicon.svg": ("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
}


def create_app(settings: dict | None = None) -> FastAPI:
    settings = settings or {}
    app = FastAPI(title="Rates", openapi_url=None)

    @app.get("/rates")
    async def rates() -> dict[str, str | float]:
        return {"base": "EUR", "usd": 1.1}

    if settings.get("environment") == "development":
        _add_pages(app)
    elif token := settings.get("docs_token"):
        _add_guarded_document(app, token)
    return app


def _add_pages(app: FastAPI) -> None:
    @app.get("/openapi.json", include_in_schema=False)
    async def document() -> dict:
        return app.openapi()

    @app.get("/docs", include_in_schema=False)
    async def docs() -> HTMLResponse:
        return get_swagger_ui_html(
            openapi_url="/openapi.json",
            title=app.title,
            swagger_js_url="/docs-assets/swagger-ui-bundle.js",
            swagger_css_url="/docs-assets/swagger-ui.css",
            swagger_favicon_url="/docs-assets/favicon.svg",
        )

    @app.get("/docs-assets/{name}", include_in_schema=False)
    async def asset(name: str) -> Response:
        if name not in ASSETS:
            raise HTTPException(404)
        media_type, content = ASSETS[name]
        return Response(content, media_type=media_type)


def _add_guarded_document(app: FastAPI, token: str) -> None:
    @app.get("/openapi.json", include_in_schema=False)
    async def document(
        sent: Annotated[HTTPAuthorizationCredentials, Depends(HTTPBearer())],
    ) -> dict:
        # Starlette decodes header bytes as Latin-1.
        if not secrets.compare_digest(sent.credentials.encode("latin-1"), token.encode()):
            raise HTTPException(401, "Not authenticated", headers={"WWW-Authenticate": "Bearer"})
        return app.openapi()
