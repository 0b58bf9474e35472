"""Calls the guard by hand in the route, after the body was validated.

Fails: test_refusal_beats_validation
"""

from typing import Annotated

from fastapi import FastAPI, Header, HTTPException
from pydantic import BaseModel

USERS = {
    "ana": ["reader"],
    "bo": ["reader", "editor"],
    "cy": ["reader", "editor", "finance"],
    "dee": ["admin"],
}


class NewInvoice(BaseModel):
    amount: int


class RequireRoles:
    def __init__(self, *roles: str):
        self.roles = roles

    def __call__(self, x_user: str | None, roles_of: dict) -> str:
        if x_user not in roles_of:
            raise HTTPException(401, "unknown user")
        missing = [role for role in self.roles if role not in roles_of[x_user]]
        if missing:
            raise HTTPException(403, {"missing": missing})
        return x_user


User = Annotated[str | None, Header()]


def create_app() -> FastAPI:
    app = FastAPI()
    roles_of = {name: list(roles) for name, roles in USERS.items()}
    reader, admin = RequireRoles("reader"), RequireRoles("admin")
    accountant = RequireRoles("finance", "editor")

    @app.get("/invoices")
    async def list_invoices(x_user: User = None):
        return {"user": reader(x_user, roles_of)}

    @app.post("/invoices", status_code=201)
    async def add_invoice(invoice: NewInvoice, x_user: User = None):
        return {"user": accountant(x_user, roles_of), "amount": invoice.amount}

    @app.put("/users/{name}/roles")
    async def replace_roles(name: str, roles: list[str], x_user: User = None):
        admin(x_user, roles_of)
        roles_of[name] = roles
        return {"name": name, "roles": roles}

    return app
