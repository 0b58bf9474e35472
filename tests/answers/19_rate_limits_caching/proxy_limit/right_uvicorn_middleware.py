"""Lets uvicorn's middleware find the client, and counts by request.client."""

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
    app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=["10.0.0.1", "10.0.0.2"])

    @app.post("/transfers", status_code=202)
    @limiter.limit("3/hour")
    def send_money(request: Request):
        return {"accepted": True}

    @app.post("/payees", status_code=202)
    @limiter.limit("6/hour")
    def add_payee(request: Request):
        return {"accepted": True}

    @app.get("/balance")
    def balance():
        return {"cents": 4200}

    return app
