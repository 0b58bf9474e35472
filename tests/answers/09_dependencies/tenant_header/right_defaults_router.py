"""Plain def, default values instead of Annotated, and a router with a shared prefix."""

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException
from pydantic import BaseModel

TENANTS = {7: "Acme", 12: "Globex"}


class NewInvoice(BaseModel):
    amount: int


def get_tenant(x_tenant: str | None = Header(default=None)):
    if x_tenant is None or not x_tenant.isdecimal() or int(x_tenant) not in TENANTS:
        raise HTTPException(status_code=401, detail="unknown tenant")
    return int(x_tenant)


def create_app() -> FastAPI:
    app = FastAPI()
    invoices: dict[int, list[dict]] = {number: [] for number in TENANTS}
    router = APIRouter(prefix="/invoices")

    @app.get("/tenant")
    def read_tenant(tenant: int = Depends(get_tenant)):
        return {"id": tenant, "name": TENANTS[tenant]}

    @router.post("", status_code=201)
    def add_invoice(invoice: NewInvoice, tenant: int = Depends(get_tenant)):
        invoices[tenant].append({"tenant": tenant, **invoice.model_dump()})
        return invoices[tenant][-1]

    @router.get("")
    def list_invoices(tenant: int = Depends(get_tenant)):
        return invoices[tenant]

    app.include_router(router)
    return app
