"""A router with a dependency for the 404; removed vouchers stay in the list as None."""

from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, HTTPException, status
from pydantic import BaseModel


class VoucherIn(BaseModel):
    percent: int
    label: str = ""


def create_app() -> FastAPI:
    router = APIRouter(prefix="/vouchers", tags=["vouchers"])
    rows: list[dict | None] = []

    def existing(voucher_id: int) -> int:
        if not 0 <= voucher_id < len(rows) or rows[voucher_id] is None:
            raise HTTPException(status.HTTP_404_NOT_FOUND, "Unknown voucher")
        return voucher_id

    Index = Annotated[int, Depends(existing)]

    @router.post("", status_code=status.HTTP_201_CREATED)
    def add(voucher: VoucherIn):
        rows.append({"id": len(rows), "percent": voucher.percent, "label": voucher.label})
        return rows[-1]

    @router.head("/{voucher_id}", include_in_schema=False)
    @router.get("/{voucher_id}")
    def read(index: Index):
        return rows[index]

    @router.put("/{voucher_id}")
    def replace(index: Index, voucher: VoucherIn):
        rows[index] = {"id": index, "percent": voucher.percent, "label": voucher.label}
        return rows[index]

    @router.delete("/{voucher_id}", status_code=status.HTTP_204_NO_CONTENT)
    def remove(index: Index):
        rows[index] = None
        return {"dropped by FastAPI": True}

    app = FastAPI()
    app.include_router(router)
    return app
