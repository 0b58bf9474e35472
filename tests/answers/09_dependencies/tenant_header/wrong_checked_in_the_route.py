"""Calls the check in the body of each route, after validation has answered 422.

Fails: test_unknown_tenant_beats_invalid_body
"""

from typing import Annotated

from fastapi import FastAPI, Header, HTTPException
from pydantic import BaseModel

TENANTS = {7: "Acme", 12: "Globex"}


class NewInvoice(BaseModel):
    amount: int


TenantHeader = Annotated[str | None, Header()]


def check(x_tenant: str | None) -> int:
    if x_tenant not in {str(number) for number in TENANTS}:
        raise HTTPException(401, "unknown tenant")
    return int(x_tenant)


def create_app() -> FastAPI:
    app = FastAPI()
    invoices: list[dict] = []

    @app.get("/tenant")
    async def read_tenant(x_tenant: TenantHeader = None):
        tenant = check(x_tenant)
        return {"id": tenant, "name": TENANTS[tenant]}

    @app.post("/invoices", status_code=201)
    async def add_invoice(invoice: NewInvoice, x_tenant: TenantHeader = None):
        invoices.append({"tenant": check(x_tenant), "amount": invoice.amount})
        return invoices[-1]

    @app.get("/invoices")
    async def list_invoices(x_tenant: TenantHeader = None):
        tenant = check(x_tenant)
        return [invoice for invoice in invoices if invoice["tenant"] == tenant]

    return app
