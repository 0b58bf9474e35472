"""Encodes the answer by hand, so that FastAPI encodes the text once more.

Fails: test_health_is_200_without_a_redirect, test_users_are_listed_in_order
"""

import json

from fastapi import FastAPI


def create_app() -> FastAPI:
    app = FastAPI()

    @app.get("/health")
    def health():
        return json.dumps({"status": "ok"})

    @app.get("/users")
    def users():
        return json.dumps([{"username": "ada"}, {"username": "grace"}])

    return app
