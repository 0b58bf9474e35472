"""Keeps shelf and counter in the module, so all apps share them.

Fails: test_unknown_ids_are_404
"""

from itertools import count

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel


class VoucherIn(BaseModel):
    percent: int
    label: str = ""


SHELF: dict[int, dict] = {}
IDS = count(1)


def create_app() -> FastAPI:
    app = FastAPI()

    @app.post("/vouchers", status_code=201)
    def add(voucher: VoucherIn):
        new = next(IDS)
        SHELF[new] = {"id": new, **voucher.model_dump()}
        return SHELF[new]

    @app.get("/vouchers/{voucher_id}")
    def read(voucher_id: int):
        if voucher_id not in SHELF:
            raise HTTPException(404)
        return SHELF[voucher_id]

    @app.put("/vouchers/{voucher_id}")
    def replace(voucher_id: int, voucher: VoucherIn):
        read(voucher_id)
        SHELF[voucher_id] = {"id": voucher_id, **voucher.model_dump()}
        return SHELF[voucher_id]

    @app.delete("/vouchers/{voucher_id}", status_code=204)
    def remove(voucher_id: int):
        read(voucher_id)
        del SHELF[voucher_id]

    return app
