"""Sync routes, dependencies made by a function, one table keyed by route and window."""

import math
from collections.abc import Callable
from typing import Literal

from fastapi import Body, Depends, FastAPI, HTTPException


def create_app(now: Callable[[], float]) -> FastAPI:
    table: dict[tuple[str, int, int, str], int] = {}

    def tidy(moment: float) -> None:
        for key in [k for k in table if (k[2] + 1) * k[1] <= moment]:
            del table[key]

    def limited(name: str, times: int, seconds: int):
        def check(email: str = Body(), via: Literal["mail", "sms"] = Body("mail")) -> None:
            moment = now()
            tidy(moment)
            window = int(moment // seconds)
            key = (name, seconds, window, email.strip().lower())
            table[key] = table.get(key, 0) + 1
            if table[key] > times:
                end = (window + 1) * seconds
                wait = str(math.ceil(end - moment))
                raise HTTPException(429, {"wait": wait}, {"Retry-After": wait})

        return Depends(check)

    app = FastAPI()

    @app.post("/reset-codes", status_code=202, dependencies=[limited("codes", 3, 60)])
    def send_code():
        return {"sent": True}

    @app.post("/sign-ins", dependencies=[limited("sign-ins", 5, 10)])
    def sign_in():
        return {"welcome": True}

    @app.get("/limiter")
    def limiter():
        tidy(now())
        return {"counters": len(table)}

    return app
