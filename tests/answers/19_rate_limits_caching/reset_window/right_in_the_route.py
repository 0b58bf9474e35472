"""A validated model and a limiter called from the routes; counts live ones only."""

from collections import Counter
from typing import Annotated, Literal

from fastapi import FastAPI, Response
from pydantic import AfterValidator, BaseModel, ConfigDict


class Form(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)
    email: Annotated[str, AfterValidator(str.lower)]
    via: Literal["mail", "sms"] = "mail"


def create_app(now):
    app = FastAPI()
    counts: dict[int, tuple[int, Counter]] = {60: (0, Counter()), 10: (0, Counter())}

    def current(seconds, moment):
        window, counter = counts[seconds]
        if window != int(moment / seconds):
            counts[seconds] = window, counter = int(moment / seconds), Counter()
        return counter

    def refuse(form, times, seconds):
        moment = now()
        counter = current(seconds, moment)
        if counter[form.email] >= times:
            wait = -int((moment % seconds - seconds) // 1)
            return Response("{}", 429, {"Retry-After": str(wait)}, "application/json")
        counter[form.email] += 1

    @app.post("/reset-codes", status_code=202)
    async def send_code(form: Form):
        return refuse(form, 3, 60) or {"sent": True}

    @app.post("/sign-ins")
    async def sign_in(form: Form):
        return refuse(form, 5, 10) or {"welcome": True}

    @app.get("/limiter")
    async def limiter():
        moment = now()
        live = [sum(1 for n in current(s, moment).values() if n) for s in counts]
        return {"counters": sum(live)}

    return app
