"""Keeps the caller on the guard, so a request without a user is the one before.

Fails: test_unknown_user_is_401
"""

from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException
from pydantic import BaseModel

USERS = {
    "ana": ["reader"],
    "bo": ["reader", "editor"],
    "cy": ["reader", "editor", "finance"],
    "dee": ["admin"],
}


class NewInvoice(BaseModel):
    amount: int


def create_app() -> FastAPI:
    app = FastAPI()
    roles_of = {name: list(roles) for name, roles in USERS.items()}

    class RequireRoles:
        def __init__(self, *roles: str):
            self.roles = roles
            self.user = None

        async def __call__(self, x_user: Annotated[str | None, Header()] = None) -> str:
            if x_user is not None:
                self.user = x_user
            if self.user not in roles_of:
                raise HTTPException(401, "unknown user")
            missing = [role for role in self.roles if role not in roles_of[self.user]]
            if missing:
                raise HTTPException(403, {"missing": missing})
            return self.user

    Reader = Annotated[str, Depends(RequireRoles("reader"))]
    Accountant = Annotated[str, Depends(RequireRoles("finance", "editor"))]

    @app.get("/invoices")
    async def list_invoices(user: Reader):
        return {"user": user}

    @app.post("/invoices", status_code=201)
    async def add_invoice(user: Accountant, invoice: NewInvoice):
        return {"user": user, "amount": invoice.amount}

    @app.put("/users/{name}/roles", dependencies=[Depends(RequireRoles("admin"))])
    async def replace_roles(name: str, roles: list[str]):
        roles_of[name] = roles
        return {"name": name, "roles": roles}

    return app
