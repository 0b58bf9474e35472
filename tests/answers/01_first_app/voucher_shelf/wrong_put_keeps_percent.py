"""Makes everything optional for PUT and keeps the old percent.

Fails: test_put_forgets_what_is_left_out
"""

from itertools import count

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel


class VoucherIn(BaseModel):
    percent: int
    label: str = ""


class VoucherChange(BaseModel):
    percent: int | None = None
    label: str = ""


def create_app() -> FastAPI:
    app = FastAPI()
    shelf: dict[int, dict] = {}
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
    def replace(voucher_id: int, voucher: VoucherChange):
        percent = read(voucher_id)["percent"] if voucher.percent is None else voucher.percent
        shelf[voucher_id] = {"id": voucher_id, "percent": percent, "label": voucher.label}
        return shelf[voucher_id]

    @app.delete("/vouchers/{voucher_id}", status_code=204)
    def remove(voucher_id: int):
        read(voucher_id)
        del shelf[voucher_id]

    return app
