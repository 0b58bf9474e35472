"""Async, direct Response for 204, a model as the stored thing, ids that start at 100."""

from fastapi import FastAPI, HTTPException, Response
from pydantic import BaseModel


class VoucherIn(BaseModel):
    percent: int
    label: str = ""


class Voucher(VoucherIn):
    id: int


def create_app() -> FastAPI:
    app = FastAPI()
    shelf: dict[int, Voucher] = {}
    last = 99

    @app.post("/vouchers", status_code=201)
    async def add(body: VoucherIn) -> Voucher:
        nonlocal last
        last += 1
        shelf[last] = Voucher(id=last, **body.model_dump())
        return shelf[last]

    @app.get("/vouchers/{voucher_id}")
    async def read(voucher_id: int) -> Voucher:
        try:
            return shelf[voucher_id]
        except KeyError:
            raise HTTPException(404) from None

    @app.put("/vouchers/{voucher_id}")
    async def replace(voucher_id: int, body: VoucherIn) -> Voucher:
        await read(voucher_id)
        shelf[voucher_id] = Voucher(id=voucher_id, **body.model_dump())
        return shelf[voucher_id]

    @app.delete("/vouchers/{voucher_id}")
    async def remove(voucher_id: int) -> Response:
        await read(voucher_id)
        shelf.pop(voucher_id)
        return Response(status_code=204)

    return app
