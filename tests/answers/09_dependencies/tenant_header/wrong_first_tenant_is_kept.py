"""Believes that a dependency runs once and its result is kept, so it keeps the first tenant.

Fails: test_known_tenant_is_resolved, test_tenants_do_not_see_each_others_invoices
"""

from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException
from pydantic import BaseModel

TENANTS = {7: "Acme", 12: "Globex"}


class NewInvoice(BaseModel):
    amount: int


def create_app() -> FastAPI:
    app = FastAPI()
    invoices: list[dict] = []
    resolved: list[int] = []

    async def get_tenant(x_tenant: Annotated[str | None, Header()] = None) -> int:
        if not resolved:
            if x_tenant not in {str(number) for number in TENANTS}:
                raise HTTPException(401, "unknown tenant")
            resolved.append(int(x_tenant))
        return resolved[0]

    Tenant = Annotated[int, Depends(get_tenant)]

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
