"""Gives every line a key of its own in the session."""

from fastapi import FastAPI, HTTPException, Request
from pydantic import BaseModel, Field
from starlette.middleware.sessions import SessionMiddleware


class NewLine(BaseModel):
    sku: str = Field(min_length=1, max_length=12, pattern="^[ -~]*$")
    quantity: int = Field(ge=1, le=20)


class Note(BaseModel):
    note: str = Field(max_length=40, pattern="^[ -~]*$")


def create_app(secret: str) -> FastAPI:
    app = FastAPI()
    app.add_middleware(SessionMiddleware, secret_key=secret)

    def basket(request: Request) -> dict:
        lines = []
        for key, (quantity, note) in request.session.items():
            lines.append({"sku": key[1:], "quantity": quantity, "note": note})
        return {"lines": lines}

    @app.get("/basket")
    async def read(request: Request):
        return basket(request)

    @app.post("/basket/lines", status_code=201)
    async def add(new: NewLine, request: Request):
        key = "#" + new.sku
        if key not in request.session and len(request.session) >= 10:
            raise HTTPException(409)
        quantity, note = request.session.get(key, (0, None))
        if quantity + new.quantity > 20:
            raise HTTPException(409)
        request.session[key] = (quantity + new.quantity, note)
        return basket(request)

    @app.put("/basket/lines/{sku}/note")
    async def write_note(sku: str, body: Note, request: Request):
        if "#" + sku not in request.session:
            raise HTTPException(404)
        quantity, _ = request.session["#" + sku]
        request.session["#" + sku] = (quantity, body.note)
        return basket(request)

    @app.delete("/basket/lines/{sku}")
    async def delete(sku: str, request: Request):
        if request.session.pop("#" + sku, None) is None:
            raise HTTPException(404)
        return basket(request)

    return app
