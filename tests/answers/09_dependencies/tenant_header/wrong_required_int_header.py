"""Lets FastAPI validate the header, so a missing or odd tenant is 422.

Fails: test_missing_or_unknown_tenant_is_401, test_odd_headers_are_401, test_unknown_tenant_beats_invalid_body
"""

from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException
from pydantic import BaseModel

TENANTS = {7: "Acme", 12: "Globex"}


class NewInvoice(BaseModel):
    amount: int


async def get_tenant(x_tenant: Annotated[int, Header()]) -> int:
    if x_tenant not in TENANTS:
        raise HTTPException(401, "unknown tenant")
    return x_tenant


Tenant = Annotated[int, Depends(get_tenant)]


def create_app() -> FastAPI:
    app = FastAPI()
    invoices: list[dict] = []

    @app.get("/tenant")
    async def read_tenant(tenant: Tenant):
        return {"id": tenant, "name": TENANTS[tenant]}

    @app.post("/invoices", status_code=201)
    async def add_invoice(tenant: Tenant, invoice: NewInvoice):
        invoices.append({"tenant": tenant, "amount": invoice.amount})
        return invoices[-1]

    @app.get("/invoices")
    async def list_invoices(tenant: Tenant):
        return [invoice for invoice in invoices if invoice["tenant"] == tenant]

    return app
