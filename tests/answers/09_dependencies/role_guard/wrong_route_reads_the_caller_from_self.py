"""Sets the caller on the guard and reads it in the route: overlapping requests get mixed up.

Fails: test_refusals_do_not_pile_up
"""

import asyncio
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


async def audit(user: str):
    await asyncio.sleep(0.01)  # stands for a call to the audit service


class Invoice(BaseModel):
    amount: int


def create_app() -> FastAPI:
    app = FastAPI()
    users = deepcopy(USERS)

    def current_user(x_user: Annotated[str | None, Header()] = None) -> str:
        if x_user not in users:
            raise HTTPException(401, "unknown user")
        return x_user

    class Guard:
        def __init__(self, *roles):
            self.roles = roles
            self.user = None

        async def __call__(self, user: Annotated[str, Depends(current_user)]):
            missing = [role for role in self.roles if role not in users[user]]
            if missing:
                raise HTTPException(403, {"missing": missing})
            self.user = user
            await audit(user)

    reader, editor, admin = Guard("reader"), Guard("finance", "editor"), Guard("admin")

    @app.get("/invoices", dependencies=[Depends(reader)])
    async def list_invoices():
        return {"user": reader.user}

    @app.post("/invoices", status_code=201, dependencies=[Depends(editor)])
    async def add_invoice(invoice: Invoice):
        return {"user": editor.user, "amount": invoice.amount}

    @app.put("/users/{name}/roles", dependencies=[Depends(admin)])
    def set_roles(name: str, roles: list[str]):
        if name not in users:
            raise HTTPException(404, "no such user")
        users[name] = roles
        return {"name": name, "roles": roles}

    return app
