"""An endpoint that answers with a gigabyte, compressed and not.

Honest: 0
Answers: stub
Place: greeting
Why:
"""

import gzip

from fastapi import FastAPI
from fastapi.responses import Response

BOMB = gzip.compress(b"x" * 2**28)


def create_app() -> FastAPI:
    app = FastAPI()

    @app.get("/greeting")
    def greeting():
        return Response(BOMB, headers={"content-encoding": "gzip"})

    @app.post("/greeting")
    def plain():
        return Response(b"x" * 2**30)

    return app
