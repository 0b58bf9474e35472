"""Counts by address and port, so a new connection is a new budget.

Fails: test_each_client_address_has_its_own_five
"""

from fastapi import FastAPI


def create_app() -> FastAPI:
    from fastapi import Request, Response
    from slowapi import Limiter, _rate_limit_exceeded_handler
    from slowapi.errors import RateLimitExceeded

    def socket_name(request: Request) -> str:
        return f"{request.client.host}:{request.client.port}"

    limiter = Limiter(socket_name, headers_enabled=True, key_style="endpoint")
    app = FastAPI()
    app.state.limiter = limiter
    app.add_exception_handler(RateLimitExceeded, _rate_limit_exceeded_handler)

    @app.get("/quotes/{symbol}")
    @limiter.limit("5/minute")
    async def read_quote(symbol: str, request: Request, response: Response) -> dict[str, str | int]:
        return {"symbol": symbol, "price": 100}

    @app.get("/health")
    async def health() -> dict[str, str]:
        return {"status": "ok"}

    return app
