"""Takes the body as a plain dict, so a missing percent is a KeyError, a 500.

Fails: test_put_forgets_what_is_left_out
"""

from itertools import count

from fastapi import FastAPI, HTTPException


def show(voucher_id: int, body: dict) -> dict:
    return {"id": voucher_id, "percent": body["percent"], "label": body.get("label", "")}


def create_app() -> FastAPI:
    app = FastAPI()
    shelf: dict[int, dict] = {}
    ids = count(1)

    @app.post("/vouchers", status_code=201)
    def add(voucher: dict):
        new = next(ids)
        shelf[new] = show(new, voucher)
        return shelf[new]

    @app.get("/vouchers/{voucher_id}")
    def read(voucher_id: int):
        if voucher_id not in shelf:
            raise HTTPException(404)
        return shelf[voucher_id]

    @app.put("/vouchers/{voucher_id}")
    def replace(voucher_id: int, voucher: dict):
        read(voucher_id)
        shelf[voucher_id] = show(voucher_id, voucher)
        return shelf[voucher_id]

    @app.delete("/vouchers/{voucher_id}", status_code=204)
    def remove(voucher_id: int):
        read(voucher_id)
        del shelf[voucher_id]

    return app
