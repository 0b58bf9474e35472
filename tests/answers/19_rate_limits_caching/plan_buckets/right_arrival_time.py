"""GCRA: one number for each key, the moment at which its bucket would be full."""

import math
from collections.abc import Callable
from hmac import compare_digest

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

PLANS = {
    "free": {"capacity": 3, "seconds_per_token": 8},
    "pro": {"capacity": 8, "seconds_per_token": 0.5},
}
KEYS = {
    "ada": {"secret": "7f3c", "plan": "free"},
    "bob": {"secret": "91ab", "plan": "free"},
    "eve": {"secret": "d00d", "plan": "pro"},
}


def create_app(now: Callable[[], float]) -> FastAPI:
    app = FastAPI()
    full_at: dict[str, float] = {}

    @app.get("/reports")
    def reports(request: Request):
        name, dot, secret = request.headers.get("x-api-key", "").partition(".")
        known = KEYS.get(name)
        if known is None or not compare_digest(secret.encode(), known["secret"].encode()):
            return JSONResponse({"error": "unknown key"}, 401)
        plan, step = known["plan"], PLANS[known["plan"]]["seconds_per_token"]
        size = PLANS[plan]["capacity"]
        moment = now()
        theoretical = max(full_at.get(name, moment), moment)
        status, body = 200, {"client": name, "plan": plan}
        if theoretical + step - moment > size * step:
            status, body = 429, {"error": "slow down"}
        else:
            theoretical = full_at[name] = theoretical + step
        debt = (theoretical - moment) / step
        left = math.floor(size - debt)
        wait = math.ceil((left + 1 - size + debt) * step)
        headers = {
            "ratelimit-policy": f'"{plan}"; q={size}; w={round(size * step)}',
            "ratelimit": f'"{plan}"; r={left}; t={wait}',
        }
        if status == 429:
            headers["retry-after"] = str(wait)
        return JSONResponse(body, status, headers)

    return app
