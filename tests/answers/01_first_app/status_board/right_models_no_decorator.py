"""Pydantic models and add_api_route instead of decorators."""

from fastapi import FastAPI
from pydantic import BaseModel


class Health(BaseModel):
    status: str = "ok"


class User(BaseModel):
    username: str


def list_users() -> list[User]:
    return [User(username="ada"), User(username="grace")]


def create_app() -> FastAPI:
    app = FastAPI()
    app.add_api_route("/health", lambda: Health(), methods=["GET"], response_model=Health)
    app.add_api_route("/users", list_users, methods=["GET", "HEAD"])
    return app
