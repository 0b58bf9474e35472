"""Changes the nested list in place and touches the top level afterwards."""

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

    def find(lines, sku):
        return next((line for line in lines if line["sku"] == sku), None)

    @app.get("/basket")
    async def read(request: Request):
        return {"lines": request.session.get("lines", [])}

    @app.post("/basket/lines", status_code=201)
    async def add(new: NewLine, request: Request):
        lines = request.session.get("lines", [])
        line = find(lines, new.sku)
        if line is None and len(lines) == 10:
            raise HTTPException(409)
        if line is not None and line["quantity"] + new.quantity > 20:
            raise HTTPException(409)
        if line is None:
            lines.append({"sku": new.sku, "quantity": new.quantity, "note": None})
        else:
            line["quantity"] += new.quantity
        request.session.update(lines=lines)
        return {"lines": lines}

    @app.put("/basket/lines/{sku}/note")
    async def write_note(sku: str, body: Note, request: Request):
        lines = request.session.get("lines", [])
        line = find(lines, sku)
        if line is None:
            raise HTTPException(404)
        line["note"] = body.note
        request.session["changes"] = request.session.get("changes", 0) + 1
        return {"lines": lines}

    @app.delete("/basket/lines/{sku}")
    async def delete(sku: str, request: Request):
        lines = request.session.get("lines", [])
        line = find(lines, sku)
        if line is None:
            raise HTTPException(404)
        lines.remove(line)
        request.session.update()
        return {"lines": lines}

    return app
