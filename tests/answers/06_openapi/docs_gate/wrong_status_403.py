"""Answers 403 to callers that did not say who they are.

Fails: test_production_gives_the_document_to_the_gateway_only, test_every_other_environment_has_no_page
"""

from fastapi import FastAPI

ASSETS = {  # stand-ins for the files of the npm package: name -> (media type, content)
    "swagger-ui-bundle.js": ("text/javascript", "function SwaggerUIBundle() {}"),
    "swagger-ui.css": ("text/css", "body { margin: 0 }"),
    "favicon.svg": ("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
}


def create_app(settings: dict | None = None) -> FastAPI:
    import secrets
    from typing import Annotated, Any

    from fastapi import Depends, HTTPException, Response
    from fastapi.openapi.docs import get_swagger_ui_html
    from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

    settings = settings or {}
    token = settings.get("docs_token")
    app = FastAPI(title="Rates", openapi_url=None)

    @app.get("/rates")
    async def rates() -> dict[str, str | float]:
        return {"base": "EUR", "usd": 1.1}

    def check(
        sent: Annotated[HTTPAuthorizationCredentials | None, Depends(HTTPBearer(auto_error=False))],
    ) -> None:
        if sent is None:
            raise HTTPException(403)
        if not secrets.compare_digest(sent.credentials.encode(), token.encode()):
            challenge = {"WWW-Authenticate": "Bearer"}
            raise HTTPException(401, "Not authenticated", headers=challenge)

    def document() -> dict[str, Any]:
        return app.openapi()

    def page() -> Response:
        return get_swagger_ui_html(
            openapi_url="/openapi.json",
            title="Rates",
            swagger_js_url="/assets/swagger-ui-bundle.js",
            swagger_css_url="/assets/swagger-ui.css",
            swagger_favicon_url="/assets/favicon.svg",
        )

    def asset(name: str) -> Response:
        if name not in ASSETS:
            raise HTTPException(404)
        media_type, content = ASSETS[name]
        return Response(content, media_type=media_type)

    hidden: dict[str, Any] = {"include_in_schema": False}
    if settings.get("environment") == "development":
        app.get("/openapi.json", **hidden)(document)
        app.get("/docs", **hidden)(page)
        app.get("/assets/{name}", **hidden)(asset)
    elif token:
        app.get("/openapi.json", dependencies=[Depends(check)], **hidden)(document)
    return app
