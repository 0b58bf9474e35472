"""Registers the paths with a final slash and relies on the redirect.

Fails: test_health_is_200_without_a_redirect, test_users_are_listed_in_order
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    app = FastAPI()

    @app.get("/health/")
    def health():
        return {"status": "ok"}

    @app.get("/users/")
    def users():
        return [{"username": "ada"}, {"username": "grace"}]

    return app
