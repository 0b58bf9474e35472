"""Reads request.headers in the dependency, so the header is in nobody's documentation.

Fails: test_header_is_documented_on_all_routes
"""

from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Request
from pydantic import BaseModel

TENANTS = {7: "Acme", 12: "Globex"}


class NewInvoice(BaseModel):
    amount: int


async def get_tenant(request: Request) -> int:
    known = {str(number): number for number in TENANTS}
    tenant = request.headers.get("x-tenant")
    if tenant not in known:
        raise HTTPException(401, "unknown tenant")
    return known[tenant]


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
