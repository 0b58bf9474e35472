"""Lets an admin in everywhere, whatever the route needs.

Fails: test_refusal_names_the_missing_roles
"""

from collections.abc import Callable
from copy import deepcopy
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException
from pydantic import BaseModel

USERS = {
    "ana": ["reader"],
    "bo": ["reader", "editor"],
    "cy": ["reader", "editor", "finance"],
    "dee": ["admin"],
}


class Invoice(BaseModel):
    amount: int


def create_app() -> FastAPI:
    app = FastAPI()
    users = deepcopy(USERS)

    def current_user(x_user: Annotated[str | None, Header()] = None) -> str:
        if x_user not in users:
            raise HTTPException(401, "unknown user")
        return x_user

    def require(*roles: str) -> Callable[[str], str]:
        def guard(user: Annotated[str, Depends(current_user)]) -> str:
            missing = [role for role in roles if role not in users[user]]
            if missing and "admin" not in users[user]:
                raise HTTPException(403, {"missing": missing})
            return user

        return guard

    @app.get("/invoices")
    def list_invoices(user: Annotated[str, Depends(require("reader"))]):
        return {"user": user}

    @app.post("/invoices", status_code=201)
    def add_invoice(user: Annotated[str, Depends(require("finance", "editor"))], invoice: Invoice):
        return {"user": user, "amount": invoice.amount}

    @app.put("/users/{name}/roles", dependencies=[Depends(require("admin"))])
    def set_roles(name: str, roles: list[str]):
        if name not in users:
            raise HTTPException(404, "no such user")
        users[name] = roles
        return {"name": name, "roles": roles}

    return app
