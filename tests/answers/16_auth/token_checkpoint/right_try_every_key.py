"""Builds PyJWK objects of all keys, reads the header by hand and answers from a handler."""

import base64

import jwt
from fastapi import APIRouter, FastAPI, Request, Security
from fastapi.responses import JSONResponse
from fastapi.security import HTTPBearer

scheme = HTTPBearer(auto_error=False, bearerFormat="JWT")


def create_app(settings: dict) -> FastAPI:
    def jwk(secret: str) -> jwt.PyJWK:
        value = base64.urlsafe_b64encode(secret.encode()).decode()
        return jwt.PyJWK({"kty": "oct", "k": value, "alg": "HS256"})

    jwks = {kid: jwk(secret) for kid, secret in settings["keys"].items()}
    router = APIRouter()

    def claims_of(sent=Security(scheme)):
        token = sent.credentials if sent else ""
        header = jwt.get_unverified_header(token)
        if header.get("kid") not in jwks:
            raise jwt.InvalidTokenError("unknown key")
        claims = jwt.decode(
            token,
            jwks[header["kid"]],
            algorithms=["HS256"],
            audience=[settings["audience"]],
            issuer=[settings["issuer"]],
            options={"require": ["exp", "sub", "aud", "iss"]},
        )
        if claims["sub"] not in settings["users"]:
            raise jwt.InvalidTokenError("unknown user")
        return claims

    @router.get("/me")
    async def me(claims=Security(claims_of)):
        return {"id": claims["sub"], "name": settings["users"][claims["sub"]]}

    async def refuse(request: Request, exc: Exception):
        headers = {"WWW-Authenticate": 'Bearer realm="parcels"'}
        return JSONResponse({"error": "unauthorized"}, 401, headers)

    app = FastAPI(exception_handlers={jwt.PyJWTError: refuse})
    app.include_router(router)
    return app
