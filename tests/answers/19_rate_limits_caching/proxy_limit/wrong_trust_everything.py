"""Uses the proxy middleware of uvicorn and trusts every peer.

Fails: test_header_of_a_stranger_says_nothing, test_client_behind_a_proxy_cannot_forge_its_address
"""

from fastapi import FastAPI, Request
from slowapi import Limiter, _rate_limit_exceeded_handler
from slowapi.errors import RateLimitExceeded
from slowapi.util import get_remote_address
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware


def create_app() -> FastAPI:
    app = FastAPI()
    limiter = Limiter(key_func=get_remote_address)
    app.state.limiter = limiter
    app.add_exception_handler(RateLimitExceeded, _rate_limit_exceeded_handler)
    app.add_middleware(ProxyHeadersMiddleware, trusted_hosts="*")

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
