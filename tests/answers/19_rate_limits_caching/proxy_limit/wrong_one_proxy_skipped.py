"""Skips the first proxy in the list and takes the second for a client.

Fails: test_address_is_found_behind_two_proxies
"""

from fastapi import FastAPI, Request
from slowapi import Limiter, _rate_limit_exceeded_handler
from slowapi.errors import RateLimitExceeded

PROXIES = {"10.0.0.1", "10.0.0.2"}


def client_address(request: Request) -> str:
    peer = request.client.host if request.client else "unknown"
    if peer in PROXIES:
        lines = request.headers.getlist("x-forwarded-for")
        hops = [hop.strip() for hop in ",".join(lines).split(",")]
        for hop in reversed(hops):
            if hop and hop != "10.0.0.1":
                return hop
    return peer


def create_app() -> FastAPI:
    app = FastAPI()
    limiter = Limiter(key_func=client_address)
    app.state.limiter = limiter
    app.add_exception_handler(RateLimitExceeded, _rate_limit_exceeded_handler)

    @app.post("/transfers", status_code=202)
    @limiter.limit("3/hour")
    async def create_transfer(request: Request) -> dict[str, bool]:
        return {"accepted": True}

    @app.post("/payees", status_code=202)
    @limiter.limit("6/hour")
    async def create_payee(request: Request) -> dict[str, bool]:
        return {"accepted": True}

    @app.get("/balance")
    async def balance() -> dict[str, int]:
        return {"cents": 4200}

    return app
