"""Enables headers and gives slowapi no response to put them on: 500.

Fails: test_sixth_quote_is_refused, test_each_client_address_has_its_own_five, test_all_symbols_share_one_budget
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    from fastapi import Request
    from slowapi import Limiter, _rate_limit_exceeded_handler
    from slowapi.errors import RateLimitExceeded
    from slowapi.util import get_remote_address

    limiter = Limiter(get_remote_address, headers_enabled=True, key_style="endpoint")
    app = FastAPI()
    app.state.limiter = limiter
    app.add_exception_handler(RateLimitExceeded, _rate_limit_exceeded_handler)

    @app.get("/quotes/{symbol}")
    @limiter.limit("5/minute")
    async def read_quote(symbol: str, request: Request) -> dict[str, str | int]:
        return {"symbol": symbol, "price": 100}

    @app.get("/health")
    async def health() -> dict[str, str]:
        return {"status": "ok"}

    return app
