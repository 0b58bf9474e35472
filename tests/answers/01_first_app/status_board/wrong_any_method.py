"""Registers every method, to be on the safe side.

Fails: test_other_methods_are_405
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    app = FastAPI()
    every = ["GET", "POST", "PUT", "PATCH", "DELETE"]

    @app.api_route("/health", methods=every)
    def health():
        return {"status": "ok"}

    @app.api_route("/users", methods=every)
    def users():
        return [{"username": "ada"}, {"username": "grace"}]

    return app
