"""Puts the limit above the route decorator, so the router has the bare function.

Fails: test_sixth_quote_is_refused, test_refusal_says_when_to_come_back, test_each_client_address_has_its_own_five, test_all_symbols_share_one_budget
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    from fastapi import Request, Response
    from slowapi import Limiter, _rate_limit_exceeded_handler
    from slowapi.errors import RateLimitExceeded
    from slowapi.util import get_remote_address

    limiter = Limiter(get_remote_address, headers_enabled=True, key_style="endpoint")
    app = FastAPI()
    app.state.limiter = limiter
    app.add_exception_handler(RateLimitExceeded, _rate_limit_exceeded_handler)

    @limiter.limit("5/minute")
    @app.get("/quotes/{symbol}")
    async def read_quote(symbol: str, request: Request, response: Response) -> dict[str, str | int]:
        return {"symbol": symbol, "price": 100}

    @app.get("/health")
    async def health() -> dict[str, str]:
        return {"status": "ok"}

    return app
