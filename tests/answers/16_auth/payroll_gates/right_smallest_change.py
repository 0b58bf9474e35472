"""The starter with its faults repaired in place, errors from the schemes themselves."""

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
            raise bearer.make_not_authenticated_error() from None
        if not set(needed.scopes) <= set(claims.get("scope", "").split()):
            names = f'Bearer error="insufficient_scope", scope="{needed.scope_str}"'
            challenge = {"WWW-Authenticate": names}
            raise HTTPException(403, "Not enough permissions", headers=challenge)
        return claims

    def check_ops(sent: Annotated[HTTPBasicCredentials, Depends(basic)]) -> None:
        expected = settings.get("ops_password") or ""
        good = same(sent.username, "ops") & same(sent.password, expected)
        if not expected or not good:
            raise basic.make_not_authenticated_error()

    @app.get("/payslips", dependencies=[Security(current_claims, scopes=["payroll:read"])])
    def list_payslips() -> list[Payslip]:
        return payslips

    @app.get("/payslips/summary", dependencies=[Security(current_claims, scopes=["payroll:read"])])
    def summary() -> dict[str, int]:
        return {"count": len(payslips)}

    @app.post("/payslips", status_code=201)
    def create_payslip(
        payslip: Payslip,
        claims: Annotated[dict, Security(current_claims, scopes=["payroll:write"])],
    ) -> Payslip:
        payslips.append(payslip)
        return payslip

    @app.post("/imports", status_code=202)
    def start_import(sent: Annotated[str, Depends(api_key)]) -> dict[str, bool]:
        if not compare_digest(sent.encode(), settings["import_key"].encode()):
            raise api_key.make_not_authenticated_error()
        return {"accepted": True}

    @app.get("/metrics", dependencies=[Depends(check_ops)])
    def metrics() -> dict[str, int]:
        return {"payslips": len(payslips)}

    return app
