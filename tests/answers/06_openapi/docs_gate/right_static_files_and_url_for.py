"""Static files from a temporary directory, absolute links, HTTP header checked by hand."""

import hmac
import tempfile
from pathlib import Path

from fastapi import FastAPI, Header, HTTPException, Request
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.staticfiles import StaticFiles

ASSETS = {  # stand-ins for the files of the npm package: name -> (media type, content)
    "swagger-ui-bundle.js": ("text/javascript", "function SwaggerUIBundle() {}"),
    "swagger-ui.css": ("text/css", "body { margin: 0 }"),
    "favicon.svg": ("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
}


def create_app(settings: dict | None = None) -> FastAPI:
    settings = settings or {}
    development = settings.get("environment") == "development"
    app = FastAPI(
        openapi_url="/openapi.json" if development else None, docs_url=None, redoc_url=None
    )

    @app.get("/rates")
    def rates():
        return {"base": "EUR", "usd": 1.1}

    if development:
        folder = tempfile.TemporaryDirectory()
        app.state.folder = folder
        for name, (_, content) in ASSETS.items():
            Path(folder.name, name).write_text(content)
        app.mount("/static", StaticFiles(directory=folder.name), name="static")

        @app.get("/docs", include_in_schema=False)
        def docs(request: Request):
            def link(name: str) -> str:
                return str(request.url_for("static", path=name))

            return get_swagger_ui_html(
                openapi_url=str(app.openapi_url),
                title="Rates",
                swagger_js_url=link("swagger-ui-bundle.js"),
                swagger_css_url=link("swagger-ui.css"),
                swagger_favicon_url=link("favicon.svg"),
            )

        return app

    expected = settings.get("docs_token")
    if expected:

        @app.get("/openapi.json", include_in_schema=False)
        def document(authorization: str = Header(default="")):
            scheme, _, sent = authorization.partition(" ")
            same = hmac.compare_digest(sent.encode("utf-8"), expected.encode("utf-8"))
            if scheme.lower() != "bearer" or not same:
                raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
            return app.openapi()

    return app
