"""A bucket class with peek and take, APIKeyHeader, and a dataclass for a plan."""

import math
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Response, Security
from fastapi.security import APIKeyHeader
from pydantic import BaseModel

PLANS = {
    "free": {"capacity": 3, "seconds_per_token": 8},
    "pro": {"capacity": 8, "seconds_per_token": 0.5},
}
KEYS = {
    "ada": {"secret": "7f3c", "plan": "free"},
    "bob": {"secret": "91ab", "plan": "free"},
    "eve": {"secret": "d00d", "plan": "pro"},
}


class Report(BaseModel):
    client: str
    plan: str


@dataclass
class Bucket:
    plan: str
    at: float
    tokens: float = field(init=False)

    def __post_init__(self) -> None:
        self.size = PLANS[self.plan]["capacity"]
        self.rate = 1 / PLANS[self.plan]["seconds_per_token"]
        self.tokens = float(self.size)

    def take(self, moment: float) -> bool:
        self.tokens = min(self.size, self.tokens + self.rate * (moment - self.at))
        self.at = moment
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True

    @property
    def wait(self) -> int:
        return math.ceil((1 - self.tokens % 1) / self.rate)

    def headers(self) -> dict[str, str]:
        return {
            "RateLimit-Policy": f'"{self.plan}";q={self.size};w={self.size / self.rate:.0f}',
            "RateLimit": f'"{self.plan}";r={math.floor(self.tokens)};t={self.wait}',
        }


def create_app(now):
    app = FastAPI()
    buckets: dict[str, Bucket] = {}
    scheme = APIKeyHeader(name="X-API-Key")

    async def client(key: Annotated[str, Security(scheme)]) -> str:
        for name, entry in KEYS.items():
            if key == f"{name}.{entry['secret']}":
                return name
        raise HTTPException(401, "Unknown key")

    @app.get("/reports")
    async def reports(who: Annotated[str, Depends(client)], response: Response) -> Report:
        bucket = buckets.setdefault(who, Bucket(KEYS[who]["plan"], now()))
        if not bucket.take(now()):
            retry = {"Retry-After": str(bucket.wait)}
            raise HTTPException(429, headers=bucket.headers() | retry)
        for name, value in bucket.headers().items():
            response.headers[name] = value
        return Report(client=who, plan=bucket.plan)

    return app
