"""Sync function, a shared limit over URLs, a handler of its own."""

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from slowapi import Limiter
from slowapi.errors import RateLimitExceeded


def address(request: Request) -> str:
    return request.client.host if request.client else "unknown"


def create_app() -> FastAPI:
    app = FastAPI()
    limiter = Limiter(key_func=address, strategy="moving-window")
    app.state.limiter = limiter

    @app.exception_handler(RateLimitExceeded)
    def refuse(request: Request, exc: RateLimitExceeded) -> JSONResponse:
        return JSONResponse({"detail": "Slow down"}, 429, headers={"Retry-After": "60"})

    @app.get("/quotes/{symbol}")
    @limiter.shared_limit("5/minute", scope="quotes")
    def read_quote(request: Request, symbol: str):
        return {"symbol": symbol, "price": 100}

    @app.get("/health")
    def health():
        return {"status": "ok"}

    return app
