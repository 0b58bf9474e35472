"""An endpoint that streams without end.

Honest: 2
Answers: stub
Place: greeting
Why:
"""

from fastapi import FastAPI
from fastapi.responses import StreamingResponse


def create_app() -> FastAPI:
    app = FastAPI()

    @app.get("/greeting")
    async def greeting():
        async def rows():
            while True:
                yield b"x" * 65536

        return StreamingResponse(rows())

    return app
