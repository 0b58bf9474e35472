"""Repairs Security and leaves the check of the scopes to FastAPI.

Fails: test_scopes_are_checked
"""

from fastapi import FastAPI


def create_app(settings: dict) -> FastAPI:
    from secrets import compare_digest
    from typing import Annotated, Any

    import jwt
    from fastapi import Depends, HTTPException, Security
    from fastapi.security import (
        APIKeyHeader,
        HTTPBasic,
        HTTPBasicCredentials,
        OAuth2PasswordBearer,
        SecurityScopes,
    )
    from pydantic import BaseModel, Field

    scopes = {"payroll:read": "See payslips", "payroll:write": "Create payslips"}
    bearer = OAuth2PasswordBearer(tokenUrl="token", scopes=scopes)
    basic = HTTPBasic()
    api_key = APIKeyHeader(name="X-API-Key")

    class Payslip(BaseModel):
        employee: str
        cents: int = Field(ge=0)

    payslips: list[Payslip] = []
    app = FastAPI()

    def same(sent: str, expected: str) -> bool:
        return compare_digest(sent.encode(), expected.encode())

    def current_claims(
        needed: SecurityScopes, token: Annotated[str, Depends(bearer)]
    ) -> dict[str, Any]:
        try:
            claims = jwt.decode(
                token,
                settings["secret"],
                algorithms=["HS256"],
                audience=settings["audience"],
                issuer=settings["issuer"],
                options={"require": ["exp", "sub"]},
            )
        except jwt.InvalidTokenError:
            challenge = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
            raise HTTPException(401, "Not authenticated", headers=challenge) from None
        return claims

    def check_key(sent: Annotated[str, Depends(api_key)]) -> None:
        if not same(sent, settings["import_key"]):
            raise api_key.make_not_authenticated_error()

    def check_ops(sent: Annotated[HTTPBasicCredentials, Depends(basic)]) -> None:
        expected = settings.get("ops_password") or ""
        good = same(sent.username, "ops") & same(sent.password, expected)
        if not expected or not good:
            raise basic.make_not_authenticated_error()

    reading = Security(current_claims, scopes=["payroll:read"])
    writing = Security(current_claims, scopes=["payroll:write"])

    @app.get("/payslips", dependencies=[reading])
    def list_payslips() -> list[Payslip]:
        return payslips

    @app.get("/payslips/summary", dependencies=[reading])
    def summary() -> dict[str, int]:
        return {"count": len(payslips)}

    @app.post("/payslips", status_code=201, dependencies=[writing])
    def create_payslip(payslip: Payslip) -> Payslip:
        payslips.append(payslip)
        return payslip

    @app.post("/imports", status_code=202, dependencies=[Depends(check_key)])
    def start_import() -> dict[str, bool]:
        return {"accepted": True}

    @app.get("/metrics", dependencies=[Depends(check_ops)])
    def metrics() -> dict[str, int]:
        return {"payslips": len(payslips)}

    return app
