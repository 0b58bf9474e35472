"""Declares the fresh reading first, where it fills the cache for the others.

Fails: test_basket_and_shipping_share_a_reading, test_reads_are_counted, test_each_request_takes_its_own_reading
"""

from typing import Annotated

from fastapi import Depends, FastAPI


def create_app() -> FastAPI:
    app = FastAPI()
    taken = [0]

    async def take_reading() -> int:
        taken[0] += 1
        return taken[0]

    Shared = Annotated[int, Depends(take_reading)]
    Fresh = Annotated[int, Depends(take_reading, use_cache=False)]

    async def get_basket(reading: Shared) -> int:
        return reading

    async def get_shipping(reading: Shared) -> int:
        return reading

    Basket = Annotated[int, Depends(get_basket)]
    Shipping = Annotated[int, Depends(get_shipping)]

    @app.get("/quote")
    async def quote(audit: Fresh, basket: Basket, shipping: Shipping):
        return {"audit": audit, "basket": basket, "shipping": shipping}

    @app.get("/basket")
    async def read_basket(basket: Basket):
        return {"basket": basket}

    @app.get("/reads")
    async def read_count():
        return {"reads": taken[0]}

    return app
