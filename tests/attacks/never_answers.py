"""An endpoint that never answers.

Honest: 2
Answers: stub
Place: greeting
Why:
"""

import asyncio

from fastapi import FastAPI


def create_app() -> FastAPI:
    app = FastAPI()

    @app.get("/greeting")
    async def greeting():
        await asyncio.Event().wait()

    return app
