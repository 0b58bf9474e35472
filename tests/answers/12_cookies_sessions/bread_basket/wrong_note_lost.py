"""Builds the line anew when pieces are added and loses its note.

Fails: test_note_is_stored
"""

from fastapi import FastAPI


def create_app(secret: str) -> FastAPI:
    from typing import Annotated

    from fastapi import Depends, HTTPException, Request
    from pydantic import BaseModel, Field
    from starlette.middleware.sessions import SessionMiddleware

    class NewLine(BaseModel):
        sku: str = Field(min_length=1, max_length=12, pattern="^[ -~]*$")
        quantity: int = Field(ge=1, le=20)

    class Note(BaseModel):
        note: str = Field(max_length=40, pattern="^[ -~]*$")

    class Basket:
        def __init__(self, request: Request) -> None:
            self.session = request.session
            self.lines = [dict(line) for line in self.session.get("lines", [])]

        def find(self, sku: str) -> dict | None:
            return next((line for line in self.lines if line["sku"] == sku), None)

        def must_find(self, sku: str) -> dict:
            line = self.find(sku)
            if line is None:
                raise HTTPException(404, "No such line")
            return line

        def save(self) -> dict:
            self.session["lines"] = self.lines
            return {"lines": self.lines}

    app = FastAPI()
    app.add_middleware(SessionMiddleware, secret_key=secret, https_only=True)
    Current = Annotated[Basket, Depends(Basket)]

    @app.get("/basket")
    async def read(basket: Current):
        return {"lines": basket.lines}

    @app.post("/basket/lines", status_code=201)
    async def add(new: NewLine, basket: Current):
        line = basket.find(new.sku)
        if line is None:
            if len(basket.lines) == 10:
                raise HTTPException(409, "The basket is full")
            line = {"sku": new.sku, "quantity": 0, "note": None}
            basket.lines.append(line)
        if line["quantity"] + new.quantity > 20:
            raise HTTPException(409, "At most 20 pieces a line")
        line["quantity"] += new.quantity
        line["note"] = None
        return basket.save()

    @app.put("/basket/lines/{sku}/note")
    async def write_note(sku: str, body: Note, basket: Current):
        basket.must_find(sku)["note"] = body.note
        return basket.save()

    @app.delete("/basket/lines/{sku}")
    async def delete(sku: str, basket: Current):
        basket.lines.remove(basket.must_find(sku))
        return basket.save()

    return app
