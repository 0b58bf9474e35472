"""Rounds up by adding one, which is a second too much at whole seconds.

Fails: test_fourth_code_in_a_window_is_refused
"""

from collections.abc import Callable

from fastapi import FastAPI


def create_app(now: Callable[[], float]) -> FastAPI:
    from typing import Annotated, Literal

    from fastapi import Depends, HTTPException
    from pydantic import BaseModel

    class Form(BaseModel):
        email: str
        via: Literal["mail", "sms"] = "mail"

    class FixedWindow:
        def __init__(self, times: int, seconds: int) -> None:
            self.times, self.seconds = times, seconds
            self.window = -1.0
            self.counts: dict[str, int] = {}

        def held(self, moment: float) -> int:
            if self.window != moment // self.seconds:
                self.window = moment // self.seconds
                self.counts.clear()
            return len(self.counts)

        async def __call__(self, form: Form) -> None:
            moment = now()
            self.held(moment)
            email = form.email.strip().casefold()
            count = self.counts.get(email, 0)
            if count >= self.times:
                wait = int((self.window + 1) * self.seconds - moment) + 1
                headers = {"Retry-After": str(wait)}
                raise HTTPException(429, "Too many requests", headers=headers)
            self.counts[email] = count + 1

    app = FastAPI()
    codes, sign_ins = FixedWindow(3, 60), FixedWindow(5, 10)

    @app.post("/reset-codes", status_code=202)
    async def send_code(checked: Annotated[None, Depends(codes)]) -> dict[str, bool]:
        return {"sent": True}

    @app.post("/sign-ins")
    async def sign_in(checked: Annotated[None, Depends(sign_ins)]) -> dict[str, bool]:
        return {"welcome": True}

    @app.get("/limiter")
    async def limiter() -> dict[str, int]:
        moment = now()
        return {"counters": codes.held(moment) + sign_ins.held(moment)}

    return app
