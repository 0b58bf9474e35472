"""Keeps one shelf in the module and empties it for each new app: the old app loses all.

Fails: test_unknown_ids_are_404
"""

from itertools import count

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel


class VoucherIn(BaseModel):
    percent: int
    label: str = ""


shelf: dict[int, dict] = {}


def create_app() -> FastAPI:
    app = FastAPI()
    shelf.clear()
    ids = count(1)

    @app.post("/vouchers", status_code=201)
    def add(voucher: VoucherIn):
        new = next(ids)
        shelf[new] = {"id": new, **voucher.model_dump()}
        return shelf[new]

    @app.get("/vouchers/{voucher_id}")
    def read(voucher_id: int):
        if voucher_id not in shelf:
            raise HTTPException(404)
        return shelf[voucher_id]

    @app.put("/vouchers/{voucher_id}")
    def replace(voucher_id: int, voucher: VoucherIn):
        read(voucher_id)
        shelf[voucher_id] = {"id": voucher_id, **voucher.model_dump()}
        return shelf[voucher_id]

    @app.delete("/vouchers/{voucher_id}", status_code=204)
    def remove(voucher_id: int):
        read(voucher_id)
        del shelf[voucher_id]

    return app
