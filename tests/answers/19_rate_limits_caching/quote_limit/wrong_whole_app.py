"""Limits every path with default limits and the middleware.

Fails: test_health_and_docs_are_not_limited
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    from fastapi import Request, Response
    from slowapi import Limiter, _rate_limit_exceeded_handler
    from slowapi.errors import RateLimitExceeded
    from slowapi.util import get_remote_address

    from slowapi.middleware import SlowAPIMiddleware

    limiter = Limiter(
        get_remote_address,
        headers_enabled=True,
        key_style="endpoint",
        default_limits=["5/minute"],
    )
    app = FastAPI()
    app.state.limiter = limiter
    app.add_middleware(SlowAPIMiddleware)
    app.add_exception_handler(RateLimitExceeded, _rate_limit_exceeded_handler)

    @app.get("/quotes/{symbol}")
    async def read_quote(symbol: str, request: Request, response: Response) -> dict[str, str | int]:
        return {"symbol": symbol, "price": 100}

    @app.get("/health")
    async def health() -> dict[str, str]:
        return {"status": "ok"}

    return app
