"""Takes fractions of a cent.

Fails: test_refusal_comes_before_404_and_422
"""

import jwt
from fastapi import FastAPI


def read_token(token: str, settings: dict) -> dict:
    """The claims of a good token. Any other raises jwt.InvalidTokenError."""
    return jwt.decode(
        token,
        settings["secret"],
        algorithms=["HS256"],
        audience=settings["audience"],
        issuer=settings["issuer"],
        options={"require": ["exp", "sub"]},
    )


def create_app(settings: dict) -> FastAPI:
    from itertools import count
    from typing import Annotated, Any

    from fastapi import APIRouter, Depends, HTTPException, Security
    from fastapi.security import OAuth2PasswordBearer, SecurityScopes
    from pydantic import BaseModel, Field

    scheme = OAuth2PasswordBearer(
        tokenUrl="token",
        scopes={
            "invoices:read": "See invoices",
            "invoices:write": "Create invoices",
            "invoices:delete": "Delete invoices",
        },
    )

    class NewInvoice(BaseModel):
        cents: float = Field(ge=1)

    def refuse(status: int, detail: str, challenge: str) -> HTTPException:
        headers = {"WWW-Authenticate": f"Bearer {challenge}"}
        return HTTPException(status, detail, headers=headers)

    async def guard(
        needed: SecurityScopes, token: Annotated[str, Depends(scheme)]
    ) -> dict[str, Any]:
        try:
            claims = read_token(token, settings)
        except jwt.InvalidTokenError:
            raise refuse(401, "Bad token", 'error="invalid_token"') from None
        if set(needed.scopes) - set(claims.get("scope", "").split()):
            challenge = f'error="insufficient_scope", scope="{needed.scope_str}"'
            raise refuse(403, "Not enough permissions", challenge)
        return claims

    invoices: dict[int, dict[str, int | float]] = {}
    ids = count(1)
    reading = Security(guard, scopes=["invoices:read"])
    router = APIRouter(prefix="/invoices", dependencies=[reading])

    @router.get("")
    async def list_invoices() -> list[dict[str, int | float]]:
        return list(invoices.values())

    writing = Security(guard, scopes=["invoices:write"])

    @router.post("", status_code=201, dependencies=[writing])
    async def create_invoice(new: NewInvoice) -> dict[str, int | float]:
        number = next(ids)
        invoices[number] = {"id": number, "cents": new.cents}
        return invoices[number]

    deleting = Security(guard, scopes=["invoices:delete"])

    @router.delete("/{number}", status_code=204, dependencies=[deleting])
    async def delete_invoice(number: int) -> None:
        if invoices.pop(number, None) is None:
            raise HTTPException(404)

    app = FastAPI()
    app.include_router(router)

    @app.get("/whoami")
    async def whoami(claims: Annotated[dict, Security(guard)]) -> dict[str, str]:
        return {"sub": claims["sub"]}

    @app.get("/health")
    async def health() -> dict[str, str]:
        return {"status": "ok"}

    return app
