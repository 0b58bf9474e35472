"""All scopes of a route in one list, models for all, authorization code flow."""

from typing import Annotated

import jwt
from fastapi import Depends, FastAPI, HTTPException, Request, Security, status
from fastapi.security import OAuth2AuthorizationCodeBearer, SecurityScopes
from pydantic import BaseModel, PositiveInt


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


SCOPES = {"invoices:read": "read", "invoices:write": "write", "invoices:delete": "delete"}
oauth2 = OAuth2AuthorizationCodeBearer(
    authorizationUrl="https://login.example/authorize",
    tokenUrl="https://login.example/token",
    scopes=SCOPES,
)


class Draft(BaseModel):
    cents: PositiveInt


class Invoice(Draft):
    id: int


def get_claims(request: Request, token: Annotated[str, Depends(oauth2)]) -> dict:
    try:
        return read_token(token, request.app.state.settings)
    except jwt.PyJWTError:
        raise HTTPException(
            status.HTTP_401_UNAUTHORIZED, headers={"WWW-Authenticate": "Bearer"}
        ) from None


def allowed(scopes: SecurityScopes, claims: Annotated[dict, Depends(get_claims)]) -> dict:
    owned = (claims.get("scope") or "").split()
    lacking = [scope for scope in scopes.scopes if scope not in owned]
    if lacking:
        value = f'Bearer scope="{" ".join(lacking)}", error="insufficient_scope"'
        raise HTTPException(status.HTTP_403_FORBIDDEN, headers={"WWW-Authenticate": value})
    return claims


def needs(*scopes: str):
    return Security(allowed, scopes=[f"invoices:{scope}" for scope in scopes])


def create_app(settings: dict) -> FastAPI:
    app = FastAPI()
    app.state.settings = settings
    store: list[Invoice] = []
    created = 0

    @app.get("/invoices", dependencies=[needs("read")])
    def index() -> list[Invoice]:
        return store

    @app.post("/invoices", status_code=201)
    def create(draft: Draft, who: Annotated[dict, needs("read", "write")]) -> Invoice:
        nonlocal created
        created += 1
        store.append(Invoice(id=created, cents=draft.cents))
        return store[-1]

    @app.delete("/invoices/{number}", status_code=204)
    def delete(number: int, who: Annotated[dict, needs("read", "delete")]) -> None:
        left = [invoice for invoice in store if invoice.id != number]
        if len(left) == len(store):
            raise HTTPException(404)
        store[:] = left

    @app.get("/whoami")
    def whoami(claims: Annotated[dict, Depends(get_claims)]) -> dict:
        return {"sub": claims["sub"]}

    @app.get("/health")
    def health() -> dict:
        return {"status": "ok"}

    return app
