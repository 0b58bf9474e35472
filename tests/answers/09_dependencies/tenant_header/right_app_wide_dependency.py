"""Guards the whole app, keeps the tenant on request.state, and uses an alias header."""

from typing import Annotated

from fastapi import Body, Depends, FastAPI, Header, HTTPException, Request

TENANTS = {7: "Acme", 12: "Globex"}


async def identify(
    request: Request, tenant: Annotated[str | None, Header(alias="X-Tenant")] = None
):
    known = {str(number): number for number in TENANTS}
    if tenant not in known:
        raise HTTPException(401, "unknown tenant")
    request.state.tenant = known[tenant]


def create_app() -> FastAPI:
    app = FastAPI(dependencies=[Depends(identify)])
    invoices = []

    @app.get("/tenant")
    async def read_tenant(request: Request):
        tenant = request.state.tenant
        return {"id": tenant, "name": TENANTS[tenant]}

    @app.post("/invoices", status_code=201)
    async def add_invoice(request: Request, amount: Annotated[int, Body(embed=True)]):
        invoices.append({"tenant": request.state.tenant, "amount": amount})
        return invoices[-1]

    @app.get("/invoices")
    async def list_invoices(request: Request):
        return [item for item in invoices if item["tenant"] == request.state.tenant]

    return app
