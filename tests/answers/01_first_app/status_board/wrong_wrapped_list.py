"""Wraps the list of users in an object, as it is done elsewhere.

Fails: test_users_are_listed_in_order
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    app = FastAPI()

    @app.get("/health")
    def health():
        return {"status": "ok"}

    @app.get("/users")
    def users():
        return {"users": [{"username": "ada"}, {"username": "grace"}]}

    return app
