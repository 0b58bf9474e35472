"""A dependency with yield that assigns the key when the route changed it."""

from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Request
from pydantic import BaseModel, Field
from starlette.middleware.sessions import SessionMiddleware


class NewLine(BaseModel):
    sku: str = Field(min_length=1, max_length=12, pattern="^[ -~]*$")
    quantity: int = Field(ge=1, le=20)


class Note(BaseModel):
    note: str = Field(max_length=40, pattern="^[ -~]*$")


def get_lines(request: Request):
    lines = request.session.get("lines", [])
    yield lines
    if request.method != "GET":
        request.session["lines"] = lines


Lines = Annotated[list, Depends(get_lines, scope="function")]


def position(lines: list, sku: str) -> int:
    for index, line in enumerate(lines):
        if line["sku"] == sku:
            return index
    raise HTTPException(404, "No such line")


def create_app(secret: str) -> FastAPI:
    app = FastAPI()
    app.add_middleware(SessionMiddleware, secret_key=secret, same_site="strict")

    @app.get("/basket")
    async def read(lines: Lines):
        return {"lines": lines}

    @app.post("/basket/lines", status_code=201)
    async def add(new: NewLine, lines: Lines):
        for line in lines:
            if line["sku"] == new.sku:
                if line["quantity"] + new.quantity > 20:
                    raise HTTPException(409, "At most 20 pieces")
                line["quantity"] += new.quantity
                return {"lines": lines}
        if len(lines) >= 10:
            raise HTTPException(409, "At most 10 lines")
        lines.append({**new.model_dump(), "note": None})
        return {"lines": lines}

    @app.put("/basket/lines/{sku}/note")
    async def write_note(sku: str, body: Note, lines: Lines):
        lines[position(lines, sku)]["note"] = body.note
        return {"lines": lines}

    @app.delete("/basket/lines/{sku}")
    async def delete(sku: str, lines: Lines):
        del lines[position(lines, sku)]
        return {"lines": lines}

    return app
