"""Accepts the beginning of a secret.

Fails: test_nobody_can_empty_the_bucket_of_another
"""

from collections.abc import Callable

from fastapi import FastAPI

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
    import math
    from typing import Annotated

    from fastapi import Depends, Header, HTTPException, Response

    app = FastAPI()
    buckets: dict[str, tuple[float, float]] = {}

    async def known_client(x_api_key: Annotated[str, Header()] = "") -> str:
        client, _, secret = x_api_key.partition(".")
        stored = KEYS.get(client, {"secret": ""})["secret"]
        if not stored or not (secret and stored.startswith(secret)):
            raise HTTPException(401, headers={"WWW-Authenticate": "ApiKey"})
        return client

    async def take_token(client: Annotated[str, Depends(known_client)], response: Response) -> str:
        name = KEYS[client]["plan"]
        capacity, seconds = PLANS[name]["capacity"], PLANS[name]["seconds_per_token"]
        moment = now()
        tokens, seen = buckets.get(client, (capacity, moment))
        tokens = min(capacity, tokens + (moment - seen) / seconds)
        served = tokens >= 1
        if served:
            tokens -= 1
        buckets[client] = tokens, moment
        left = int(tokens)
        wait = math.ceil((left + 1 - tokens) * seconds)
        headers = {
            "RateLimit-Policy": f'"{name}";q={capacity};w={int(capacity * seconds)}',
            "RateLimit": f'"{name}";r={left};t={wait}',
        }
        if not served:
            headers["Retry-After"] = str(wait)
            raise HTTPException(429, "No token left", headers=headers)
        response.headers.update(headers)
        return client

    @app.get("/reports")
    async def reports(client: Annotated[str, Depends(take_token)]) -> dict[str, str]:
        return {"client": client, "plan": KEYS[client]["plan"]}

    return app
