"""Stores a dictionary by sku and assigns a copy of it with each change."""

from fastapi import FastAPI, HTTPException, Request
from pydantic import BaseModel, Field
from starlette.middleware.sessions import SessionMiddleware


class NewLine(BaseModel):
    sku: str = Field(min_length=1, max_length=12, pattern="^[ -~]*$")
    quantity: int = Field(ge=1, le=20)


class Note(BaseModel):
    note: str = Field(max_length=40, pattern="^[ -~]*$")


def basket(lines: dict) -> dict:
    return {"lines": [{"sku": sku, "quantity": q, "note": n} for sku, (q, n) in lines.items()]}


def create_app(secret: str) -> FastAPI:
    app = FastAPI()
    app.add_middleware(SessionMiddleware, secret_key=secret, session_cookie="b")

    @app.get("/basket")
    def read(request: Request):
        return basket(request.session.get("b", {}))

    @app.post("/basket/lines", status_code=201)
    def add(new: NewLine, request: Request):
        lines = request.session.get("b", {})
        quantity, note = lines.get(new.sku, (0, None))
        if quantity + new.quantity > 20 or len({*lines, new.sku}) > 10:
            raise HTTPException(409, "Too much")
        request.session["b"] = lines | {new.sku: [quantity + new.quantity, note]}
        return basket(request.session["b"])

    @app.put("/basket/lines/{sku}/note")
    def note(sku: str, body: Note, request: Request):
        lines = request.session.get("b", {})
        if sku not in lines:
            raise HTTPException(404)
        request.session["b"] = lines | {sku: [lines[sku][0], body.note]}
        return basket(request.session["b"])

    @app.delete("/basket/lines/{sku}")
    def delete(sku: str, request: Request):
        lines = request.session.get("b", {})
        if sku not in lines:
            raise HTTPException(404)
        request.session["b"] = {key: lines[key] for key in lines if key != sku}
        return basket(request.session["b"])

    return app
