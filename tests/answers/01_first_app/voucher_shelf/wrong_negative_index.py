"""Uses the id as a list index and trusts IndexError, so -1 is the last voucher.

Fails: test_unknown_ids_are_404
"""

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel


class VoucherIn(BaseModel):
    percent: int
    label: str = ""


def create_app() -> FastAPI:
    app = FastAPI()
    shelf: list[dict | None] = []

    def find(voucher_id: int) -> dict:
        try:
            voucher = shelf[voucher_id]
        except IndexError:
            voucher = None
        if voucher is None:
            raise HTTPException(404)
        return voucher

    @app.post("/vouchers", status_code=201)
    def add(voucher: VoucherIn):
        shelf.append({"id": len(shelf), **voucher.model_dump()})
        return shelf[-1]

    @app.get("/vouchers/{voucher_id}")
    def read(voucher_id: int):
        return find(voucher_id)

    @app.put("/vouchers/{voucher_id}")
    def replace(voucher_id: int, voucher: VoucherIn):
        find(voucher_id).update(voucher.model_dump())
        return find(voucher_id)

    @app.delete("/vouchers/{voucher_id}", status_code=204)
    def remove(voucher_id: int):
        find(voucher_id)
        shelf[voucher_id] = None

    return app
