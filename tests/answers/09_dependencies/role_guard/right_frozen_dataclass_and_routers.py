"""A frozen dataclass as guard on routers, users kept in a small store class."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Request
from pydantic import BaseModel

USERS = {
    "ana": ["reader"],
    "bo": ["reader", "editor"],
    "cy": ["reader", "editor", "finance"],
    "dee": ["admin"],
}


class NewInvoice(BaseModel):
    amount: int


class Users:
    def __init__(self):
        self._roles = {name: tuple(roles) for name, roles in USERS.items()}

    def roles(self, name: str | None) -> tuple[str, ...]:
        try:
            return self._roles[name]
        except KeyError:
            raise HTTPException(401, "unknown user") from None

    def replace(self, name: str, roles: list[str]):
        self._roles[name] = tuple(roles)


def get_users(request: Request) -> Users:
    return request.app.state.users


@dataclass(frozen=True)
class Guard:
    needed: tuple[str, ...]

    def __call__(
        self,
        users: Annotated[Users, Depends(get_users)],
        x_user: Annotated[str | None, Header()] = None,
    ) -> str:
        held = users.roles(x_user)
        if missing := [role for role in self.needed if role not in held]:
            raise HTTPException(403, {"missing": missing})
        return x_user


def create_app() -> FastAPI:
    app = FastAPI()
    app.state.users = Users()
    admin = APIRouter(prefix="/users", dependencies=[Depends(Guard(("admin",)))])

    @app.get("/invoices")
    def list_invoices(user: Annotated[str, Depends(Guard(("reader",)))]):
        return {"user": user}

    @app.post("/invoices", status_code=201)
    def add_invoice(
        user: Annotated[str, Depends(Guard(("finance", "editor")))], invoice: NewInvoice
    ):
        return {"user": user} | invoice.model_dump()

    @admin.put("/{name}/roles")
    def replace_roles(name: str, roles: list[str], users: Annotated[Users, Depends(get_users)]):
        users.replace(name, roles)
        return {"name": name, "roles": roles}

    app.include_router(admin)
    return app
