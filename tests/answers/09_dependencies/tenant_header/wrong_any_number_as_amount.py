"""Declares the amount as float, so half an amount is stored.

Fails: test_unknown_tenant_beats_invalid_body
"""

from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException
from pydantic import BaseModel

TENANTS = {7: "Acme", 12: "Globex"}


class InvoiceIn(BaseModel):
    amount: float


class Invoice(InvoiceIn):
    tenant: int


class Tenant(BaseModel):
    id: int
    name: str


async def current_tenant(x_tenant: Annotated[str | None, Header()] = None) -> Tenant:
    for number, name in TENANTS.items():
        if str(number) == x_tenant:
            return Tenant(id=number, name=name)
    raise HTTPException(401, "unknown tenant")


CurrentTenant = Annotated[Tenant, Depends(current_tenant)]


def create_app() -> FastAPI:
    app = FastAPI()
    invoices: list[Invoice] = []

    @app.get("/tenant")
    async def read_tenant(tenant: CurrentTenant) -> Tenant:
        return tenant

    @app.post("/invoices", status_code=201)
    async def add_invoice(tenant: CurrentTenant, body: InvoiceIn) -> Invoice:
        invoice = Invoice(tenant=tenant.id, amount=body.amount)
        invoices.append(invoice)
        return invoice

    @app.get("/invoices")
    async def list_invoices(tenant: CurrentTenant) -> list[Invoice]:
        return [invoice for invoice in invoices if invoice.tenant == tenant.id]

    return app
