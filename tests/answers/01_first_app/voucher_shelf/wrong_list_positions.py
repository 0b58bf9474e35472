"""Uses the position in a list as the id, so a removal renames the vouchers behind it.

Fails: test_delete_is_204_and_empty, test_unknown_ids_are_404, test_ids_are_never_given_twice
"""

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel


class VoucherIn(BaseModel):
    percent: int
    label: str = ""


def create_app() -> FastAPI:
    app = FastAPI()
    shelf: list[VoucherIn] = []

    def show(position: int) -> dict:
        if not 1 <= position <= len(shelf):
            raise HTTPException(404)
        return {"id": position, **shelf[position - 1].model_dump()}

    @app.post("/vouchers", status_code=201)
    def add(voucher: VoucherIn):
        shelf.append(voucher)
        return show(len(shelf))

    @app.get("/vouchers/{voucher_id}")
    def read(voucher_id: int):
        return show(voucher_id)

    @app.put("/vouchers/{voucher_id}")
    def replace(voucher_id: int, voucher: VoucherIn):
        show(voucher_id)
        shelf[voucher_id - 1] = voucher
        return show(voucher_id)

    @app.delete("/vouchers/{voucher_id}", status_code=204)
    def remove(voucher_id: int):
        show(voucher_id)
        shelf.pop(voucher_id - 1)

    return app
