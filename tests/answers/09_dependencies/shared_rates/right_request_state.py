"""Keeps the shared reading on request.state by hand; no use_cache anywhere."""

from fastapi import Depends, FastAPI, Request


def create_app() -> FastAPI:
    app = FastAPI()
    app.state.reads = 0

    def take_reading() -> int:
        app.state.reads += 1
        return app.state.reads

    def shared_reading(request: Request) -> int:
        if not hasattr(request.state, "reading"):
            request.state.reading = take_reading()
        return request.state.reading

    def get_basket(request: Request):
        return shared_reading(request)

    def get_shipping(request: Request):
        return shared_reading(request)

    @app.get("/quote")
    def quote(basket: int = Depends(get_basket), shipping: int = Depends(get_shipping)):
        return {"basket": basket, "shipping": shipping, "audit": take_reading()}

    @app.get("/basket")
    def read_basket(basket: int = Depends(get_basket)):
        return {"basket": basket}

    @app.get("/reads")
    def read_count():
        return {"reads": app.state.reads}

    return app
