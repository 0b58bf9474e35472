"""Adds plain Starlette routes, which answer but are not in the OpenAPI document.

Fails: test_both_operations_are_documented
"""

from fastapi import FastAPI
from fastapi.responses import JSONResponse


def create_app() -> FastAPI:
    app = FastAPI()
    users = [{"username": "ada"}, {"username": "grace"}]
    app.add_route("/health", lambda request: JSONResponse({"status": "ok"}), methods=["GET"])
    app.add_route("/users", lambda request: JSONResponse(users), methods=["GET"])
    return app
