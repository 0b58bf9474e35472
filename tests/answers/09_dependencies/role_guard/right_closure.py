"""A function that returns the guard, plain def, default values."""

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
    roles_of = {name: set(roles) for name, roles in USERS.items()}

    def require(*needed):
        def guard(x_user: str = Header(default="")):
            if x_user not in roles_of:
                raise HTTPException(status_code=401, detail="unknown user")
            missing = [role for role in needed if role not in roles_of[x_user]]
            if missing:
                raise HTTPException(status_code=403, detail={"missing": missing})
            return x_user

        return guard

    @app.get("/invoices")
    def list_invoices(user: str = Depends(require("reader"))):
        return {"user": user}

    @app.post("/invoices", status_code=201)
    def add_invoice(invoice: NewInvoice, user: str = Depends(require("finance", "editor"))):
        return {"user": user, "amount": invoice.amount}

    @app.put("/users/{name}/roles")
    def replace_roles(name: str, roles: list[str], _: str = Depends(require("admin"))):
        roles_of[name] = set(roles)
        return {"name": name, "roles": roles}

    return app
