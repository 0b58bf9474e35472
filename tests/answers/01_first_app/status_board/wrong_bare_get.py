"""Takes the decorator for a name of its own: @get.

Fails: test_health_is_200_without_a_redirect, test_users_are_listed_in_order
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    app = FastAPI()

    @get("/health")  # noqa: F821
    def health():
        return {"status": "ok"}

    @get("/users")  # noqa: F821
    def users():
        return [{"username": "ada"}, {"username": "grace"}]

    return app
