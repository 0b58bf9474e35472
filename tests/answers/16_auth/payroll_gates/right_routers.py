"""One router for each kind of credential, async, guards as functions of the settings."""

import hmac

import jwt
from fastapi import APIRouter, Depends, FastAPI, HTTPException, Security
from fastapi.security import APIKeyHeader, HTTPBasic, HTTPBearer, SecurityScopes
from pydantic import BaseModel, NonNegativeInt


class Payslip(BaseModel):
    employee: str
    cents: NonNegativeInt


def equal(a: str, b: str) -> bool:
    return hmac.compare_digest(a.encode("utf-8"), b.encode("utf-8"))


def create_app(settings: dict) -> FastAPI:
    slips: list[Payslip] = []
    password = settings.get("ops_password")

    async def claims(sent=Depends(HTTPBearer())) -> dict:
        unauthorized = HTTPException(401, "bad token", {"WWW-Authenticate": "Bearer"})
        try:
            return jwt.decode(
                sent.credentials,
                key=settings["secret"],
                algorithms=["HS256"],
                audience=[settings["audience"]],
                issuer=settings["issuer"],
                options={"require": ["exp", "sub", "aud", "iss"]},
            )
        except jwt.PyJWTError as error:
            raise unauthorized from error

    async def scoped(needed: SecurityScopes, token=Depends(claims)):
        for scope in needed.scopes:
            if scope not in str(token.get("scope", "")).split():
                raise HTTPException(403, f"{scope} is missing")

    async def import_key(key: str = Depends(APIKeyHeader(name="X-API-Key"))):
        if not equal(key, settings["import_key"]):
            raise HTTPException(401, "bad key", {"WWW-Authenticate": "APIKey"})

    async def operations(sent=Depends(HTTPBasic(realm="operations"))):
        name_fits = equal(sent.username, "ops")
        if not (password and name_fits and equal(sent.password, password)):
            raise HTTPException(401, headers={"WWW-Authenticate": 'Basic realm="operations"'})

    read = APIRouter(dependencies=[Security(scoped, scopes=["payroll:read"])])
    write = APIRouter(dependencies=[Security(scoped, scopes=["payroll:write"])])
    machine = APIRouter(dependencies=[Depends(import_key)])
    metrics = APIRouter(dependencies=[Depends(operations)])

    @read.get("/payslips")
    async def all_slips() -> list[Payslip]:
        return slips

    @read.get("/payslips/summary")
    async def summary():
        return {"count": len(slips)}

    @write.post("/payslips", status_code=201)
    async def add(slip: Payslip) -> Payslip:
        slips.append(slip)
        return slip

    @machine.post("/imports", status_code=202)
    async def imports():
        return {"accepted": True}

    @metrics.get("/metrics")
    async def numbers():
        return {"payslips": len(slips)}

    app = FastAPI()
    for router in (read, write, machine, metrics):
        app.include_router(router)
    return app
