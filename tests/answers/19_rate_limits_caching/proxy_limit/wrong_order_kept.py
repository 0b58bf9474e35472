"""Leaves the limit above the route decorator.

Fails: test_fourth_transfer_in_an_hour_is_refused, test_header_of_a_stranger_says_nothing, test_client_behind_a_proxy_cannot_forge_its_address, test_address_is_found_behind_two_proxies, test_payees_have_six_of_their_own
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
            if hop and hop not in PROXIES:
                return hop
    return peer


def create_app() -> FastAPI:
    app = FastAPI()
    limiter = Limiter(key_func=client_address)
    app.state.limiter = limiter
    app.add_exception_handler(RateLimitExceeded, _rate_limit_exceeded_handler)

    @limiter.limit("3/hour")
    @app.post("/transfers", status_code=202)
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
