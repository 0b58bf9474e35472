"""Makes a new function in each place, and each function has its own cache key.

Fails: test_basket_and_shipping_share_a_reading, test_reads_are_counted, test_each_request_takes_its_own_reading
"""

from typing import Annotated

from fastapi import Depends, FastAPI


def create_app() -> FastAPI:
    app = FastAPI()
    taken = [0]

    def reader():
        async def take_reading() -> int:
            taken[0] += 1
            return taken[0]

        return take_reading

    async def get_basket(reading: Annotated[int, Depends(reader())]) -> int:
        return reading

    async def get_shipping(reading: Annotated[int, Depends(reader())]) -> int:
        return reading

    Basket = Annotated[int, Depends(get_basket)]
    Shipping = Annotated[int, Depends(get_shipping)]

    @app.get("/quote")
    async def quote(basket: Basket, shipping: Shipping, audit: Annotated[int, Depends(reader())]):
        return {"audit": audit, "basket": basket, "shipping": shipping}

    @app.get("/basket")
    async def read_basket(basket: Basket):
        return {"basket": basket}

    @app.get("/reads")
    async def read_count():
        return {"reads": taken[0]}

    return app
