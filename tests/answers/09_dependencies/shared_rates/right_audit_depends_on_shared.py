"""The audit is a dependency that declares the shared reading before its fresh one."""

from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic import BaseModel


class Rates:
    def __init__(self):
        self.reads = 0

    def __call__(self) -> int:
        self.reads += 1
        return self.reads


class Quote(BaseModel):
    audit: int
    basket: int
    shipping: int


def create_app() -> FastAPI:
    app = FastAPI()
    rates = Rates()
    Shared = Annotated[int, Depends(rates)]

    def get_audit(before: Shared, now: Annotated[int, Depends(rates, use_cache=False)]) -> int:
        assert now > before
        return now

    @app.get("/quote")
    def quote(audit: Annotated[int, Depends(get_audit)], rate: Shared) -> Quote:
        return Quote(audit=audit, basket=rate, shipping=rate)

    @app.get("/basket")
    def read_basket(rate: Shared) -> dict[str, int]:
        return {"basket": rate}

    @app.get("/reads")
    def read_count():
        return {"reads": rates.reads}

    return app
