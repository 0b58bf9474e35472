"""Encodes by hand into a plain Response, which has no JSON content type.

Fails: test_health_is_200_without_a_redirect, test_users_are_listed_in_order
"""

import json

from fastapi import FastAPI, Response


def create_app() -> FastAPI:
    app = FastAPI()

    @app.get("/health")
    def health():
        return Response(json.dumps({"status": "ok"}))

    @app.get("/users")
    def users():
        return Response(json.dumps([{"username": "ada"}, {"username": "grace"}]))

    return app
