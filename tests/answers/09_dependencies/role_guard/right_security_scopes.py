"""One dependency for all routes that reads the needed roles from SecurityScopes."""

from typing import Annotated

from fastapi import Body, FastAPI, Header, HTTPException, Request, Security
from fastapi.security import SecurityScopes

USERS = {
    "ana": ["reader"],
    "bo": ["reader", "editor"],
    "cy": ["reader", "editor", "finance"],
    "dee": ["admin"],
}


def create_app() -> FastAPI:
    app = FastAPI()
    app.state.roles = {name: list(roles) for name, roles in USERS.items()}

    async def get_user(
        request: Request, needed: SecurityScopes, x_user: Annotated[str | None, Header()] = None
    ) -> str:
        roles = request.app.state.roles.get(x_user)
        if roles is None:
            raise HTTPException(401, "unknown user")
        missing = [role for role in needed.scopes if role not in roles]
        if missing:
            raise HTTPException(403, {"missing": missing})
        return x_user

    @app.get("/invoices")
    async def list_invoices(user: Annotated[str, Security(get_user, scopes=["reader"])]):
        return {"user": user}

    @app.post("/invoices", status_code=201)
    async def add_invoice(
        user: Annotated[str, Security(get_user, scopes=["finance", "editor"])],
        amount: Annotated[int, Body(embed=True)],
    ):
        return {"user": user, "amount": amount}

    @app.put("/users/{name}/roles", dependencies=[Security(get_user, scopes=["admin"])])
    async def replace_roles(name: str, roles: list[str]):
        app.state.roles[name] = roles
        return {"name": name, "roles": app.state.roles[name]}

    return app
