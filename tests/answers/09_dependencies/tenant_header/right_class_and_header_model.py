"""A class as dependency, a Pydantic model for the headers, response models."""

from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException
from pydantic import BaseModel

TENANTS = {7: "Acme", 12: "Globex"}


class NewInvoice(BaseModel):
    amount: int


class TenantHeaders(BaseModel):
    x_tenant: str = ""


class Tenant:
    def __init__(self, headers: Annotated[TenantHeaders, Header()]):
        numbers = [number for number in TENANTS if str(number) == headers.x_tenant]
        if not numbers:
            raise HTTPException(401, "unknown tenant")
        self.id = numbers[0]
        self.name = TENANTS[self.id]


class Invoice(NewInvoice):
    tenant: int


CurrentTenant = Annotated[Tenant, Depends()]


def create_app() -> FastAPI:
    app = FastAPI()
    app.state.invoices = []

    @app.get("/tenant")
    async def read_tenant(tenant: CurrentTenant) -> dict:
        return {"id": tenant.id, "name": tenant.name}

    @app.post("/invoices", status_code=201)
    async def add_invoice(new: NewInvoice, tenant: CurrentTenant) -> Invoice:
        invoice = Invoice(tenant=tenant.id, amount=new.amount)
        app.state.invoices.append(invoice)
        return invoice

    @app.get("/invoices")
    async def list_invoices(tenant: CurrentTenant) -> list[Invoice]:
        return [invoice for invoice in app.state.invoices if invoice.tenant == tenant.id]

    return app
