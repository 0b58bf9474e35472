"""Takes a list of methods to mean what a client may try, and leaves out only POST.

Fails: test_other_methods_are_405
"""

from fastapi import FastAPI

METHODS = ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"]


def create_app() -> FastAPI:
    app = FastAPI()

    @app.api_route("/health", methods=METHODS)
    def health():
        return {"status": "ok"}

    @app.get("/users")
    def users():
        return [{"username": "ada"}, {"username": "grace"}]

    return app
