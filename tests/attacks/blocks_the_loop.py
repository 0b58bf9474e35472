"""An endpoint that spins without end.

Honest: None
Answers: stub
Place: greeting
Why:
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    app = FastAPI()

    @app.get("/greeting")
    async def greeting():
        while True:
            pass

    return app
