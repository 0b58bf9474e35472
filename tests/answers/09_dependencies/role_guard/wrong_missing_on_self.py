"""Collects the missing roles on the guard, which all requests share.

Fails: test_refusals_do_not_pile_up, test_new_roles_count_from_the_next_request
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

    async def get_user(x_user: Annotated[str | None, Header()] = None) -> str:
        if x_user not in roles_of:
            raise HTTPException(401, "unknown user")
        return x_user

    class RequireRoles:
        def __init__(self, *roles: str):
            self.roles = roles
            self.missing: list[str] = []

        async def __call__(self, user: Annotated[str, Depends(get_user)]) -> str:
            for role in self.roles:
                if role not in roles_of[user]:
                    self.missing.append(role)
            if self.missing:
                raise HTTPException(403, {"missing": self.missing})
            return user

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
