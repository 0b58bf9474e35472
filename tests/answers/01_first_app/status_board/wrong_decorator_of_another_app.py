"""Borrows get from one app and returns another: the routes land on the first.

Fails: test_health_is_200_without_a_redirect, test_users_are_listed_in_order
"""

from fastapi import FastAPI

get = FastAPI().get


@get("/health")
def health():
    return {"status": "ok"}


@get("/users")
def users():
    return [{"username": "ada"}, {"username": "grace"}]


def create_app() -> FastAPI:
    return FastAPI()
