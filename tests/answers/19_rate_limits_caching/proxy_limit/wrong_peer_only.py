"""Ignores the header, so everybody behind a proxy shares one budget.

Fails: test_client_behind_a_proxy_cannot_forge_its_address, test_address_is_found_behind_two_proxies
"""

from fastapi import FastAPI, Request
from slowapi import Limiter, _rate_limit_exceeded_handler
from slowapi.errors import RateLimitExceeded
from slowapi.util import get_remote_address


def create_app() -> FastAPI:
    app = FastAPI()
    limiter = Limiter(key_func=get_remote_address)
    app.state.limiter = limiter
    app.add_exception_handler(RateLimitExceeded, _rate_limit_exceeded_handler)

    @app.post("/transfers", status_code=202)
    @limiter.limit("3/hour")
    async def create_transfer(request: Request):
        return {"accepted": True}

    @app.post("/payees", status_code=202)
    @limiter.limit("6/hour")
    async def create_payee(request: Request):
        return {"accepted": True}

    @app.get("/balance")
    async def balance():
        return {"cents": 4200}

    return app
