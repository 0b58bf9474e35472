"""OAuth2PasswordBearer for the scheme, label as an ordinary field, no inheritance."""

from fastapi import Depends, FastAPI, HTTPException, status
from fastapi.security import OAuth2PasswordBearer
from pydantic import BaseModel, Field

scheme = OAuth2PasswordBearer(tokenUrl="token")


class BadgeIn(BaseModel):
    name: str = Field(min_length=1, max_length=30)
    note: str | None = Field(default=None)


class BadgeOut(BaseModel):
    id: int
    name: str
    note: str | None
    label: str


def desk(token: str = Depends(scheme)) -> str:
    if token != "desk-9":
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, headers={"WWW-Authenticate": "Bearer"})
    return token


def create_app() -> FastAPI:
    app = FastAPI()
    rows: dict[int, tuple[str, str | None]] = {}
    numbers = iter(range(1, 10**9))

    def show(number: int) -> dict:
        if number not in rows:
            raise HTTPException(404)
        name, note = rows[number]
        return {"id": number, "name": name, "note": note, "label": name.upper()}

    @app.post("/badges", status_code=201, response_model=BadgeOut)
    def create_badge(new: BadgeIn):
        number = next(numbers)
        rows[number] = (new.name, new.note)
        return show(number)

    @app.get("/badges/{number}", response_model=BadgeOut)
    def read_badge(number: int):
        return show(number)

    @app.delete("/badges/{number}", status_code=204)
    def delete_badge(number: int, token: str = Depends(desk)):
        show(number)
        del rows[number]

    return app
