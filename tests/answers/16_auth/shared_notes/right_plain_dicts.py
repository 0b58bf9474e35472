"""Dictionaries, checks inside async routes, extra fields are refused."""

import jwt
from fastapi import FastAPI, HTTPException, Request, Response
from pydantic import BaseModel, ConfigDict, Field


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


class Fields(BaseModel):
    model_config = ConfigDict(extra="forbid")
    title: str = Field(default=None, min_length=1, max_length=80)
    text: str = Field(default=None, max_length=2000)
    readers: list[str] = Field(default=None)


class NewFields(Fields):
    title: str = Field(min_length=1, max_length=80)
    text: str = Field(max_length=2000)
    readers: list[str] = []


def create_app(settings: dict) -> FastAPI:
    app = FastAPI()
    table = []
    created = 0

    def who(request: Request):
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        try:
            if scheme.lower() != "bearer":
                raise jwt.InvalidTokenError
            claims = read_token(token, settings)
        except jwt.InvalidTokenError:
            raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"}) from None
        return claims["sub"], claims.get("admin", False)

    def visible(request):
        user, admin = who(request)
        return [d for d in table if admin or user in [d["owner"], *d["readers"]]]

    def pick(request, number):
        found = [d for d in visible(request) if d["id"] == number]
        if not found:
            raise HTTPException(404, "no such document")
        return found[0]

    @app.post("/documents", status_code=201)
    async def post(request: Request, fields: NewFields):
        nonlocal created
        created += 1
        table.append({"id": created, "owner": who(request)[0], **fields.model_dump()})
        return table[-1]

    @app.get("/documents")
    async def index(request: Request, q: str | None = None):
        items = [d for d in visible(request) if q is None or q in d["title"]]
        return {"total": len(items), "items": items}

    @app.get("/documents/{number}")
    async def get(request: Request, number: int):
        return pick(request, number)

    @app.patch("/documents/{number}")
    async def patch(request: Request, number: int, fields: Fields):
        found = pick(request, number)
        if found["owner"] != who(request)[0]:
            raise HTTPException(403)
        found.update(fields.model_dump(exclude_unset=True))
        return found

    @app.delete("/documents/{number}")
    async def delete(request: Request, number: int):
        found = pick(request, number)
        user, admin = who(request)
        if not (admin or user == found["owner"]):
            raise HTTPException(403)
        table.remove(found)
        return Response(status_code=204)

    @app.middleware("http")
    async def token_first(request: Request, call_next):
        try:
            who(request)
        except HTTPException as error:
            return Response(status_code=401, headers=error.headers)
        return await call_next(request)

    return app
