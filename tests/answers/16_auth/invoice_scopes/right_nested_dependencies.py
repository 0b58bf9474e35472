"""Scopes add up along a chain of dependencies; the guard refuses through a handler."""

import jwt
from fastapi import APIRouter, FastAPI, HTTPException, Request, Security
from fastapi.responses import JSONResponse
from fastapi.security import OAuth2PasswordBearer, SecurityScopes
from pydantic import BaseModel, Field


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


R, W, D = "invoices:read", "invoices:write", "invoices:delete"


class Refused(Exception):
    def __init__(self, status: int, challenge: str) -> None:
        self.status, self.challenge = status, challenge


class Body(BaseModel):
    cents: int = Field(gt=0)


def create_app(settings: dict) -> FastAPI:
    scheme = OAuth2PasswordBearer("token", scopes={R: "r", W: "w", D: "d"})

    async def caller(security: SecurityScopes, token: str = Security(scheme)) -> dict:
        try:
            claims = read_token(token, settings)
        except jwt.InvalidTokenError:
            raise Refused(401, 'Bearer error="invalid_token"') from None
        mine = frozenset(claims.get("scope", "").split(" "))
        if not mine.issuperset(security.scopes):
            challenge = f'Bearer error="insufficient_scope", scope="{security.scope_str}"'
            raise Refused(403, challenge)
        return claims

    async def reader(claims: dict = Security(caller, scopes=[R])) -> dict:
        return claims

    invoices: dict[int, int] = {}
    last = [0]
    router = APIRouter(prefix="/invoices")

    @router.get("", dependencies=[Security(reader)])
    async def read():
        return [{"id": i, "cents": c} for i, c in invoices.items()]

    @router.post("", status_code=201, dependencies=[Security(reader, scopes=[W])])
    async def create(body: Body):
        last[0] += 1
        invoices[last[0]] = body.cents
        return {"id": last[0], "cents": body.cents}

    @router.delete("/{id}", status_code=204, dependencies=[Security(reader, scopes=[D])])
    async def delete(id: int):
        if id not in invoices:
            raise HTTPException(404)
        del invoices[id]

    async def refuse(request: Request, exc: Refused):
        headers = {"WWW-Authenticate": exc.challenge}
        return JSONResponse({"detail": "refused"}, exc.status, headers)

    app = FastAPI(exception_handlers={Refused: refuse})
    app.include_router(router)

    @app.get("/whoami")
    async def whoami(claims: dict = Security(caller)):
        return {"sub": claims["sub"]}

    @app.get("/health")
    async def health():
        return {"status": "ok"}

    return app
