"""Keeps one typed object under one key and replaces it whole."""

from fastapi import FastAPI, HTTPException, Request, status
from pydantic import BaseModel
from starlette.middleware.sessions import SessionMiddleware

STAFF = {"ada": "4711", "bob": "1234"}


class Credentials(BaseModel):
    name: str
    pin: str


class Desk(BaseModel):
    number: int | None = None
    text: str = ""


class Text(BaseModel):
    text: str


def load(request: Request) -> Desk:
    return Desk.model_validate(request.session.get("desk", {}))


def save(request: Request, desk: Desk) -> None:
    request.session["desk"] = desk.model_dump()


def create_app(secret: str) -> FastAPI:
    app = FastAPI()
    people = sorted(STAFF)
    options = {"session_cookie": "desk", "max_age": 60 * 60 * 8, "https_only": True}
    app.add_middleware(SessionMiddleware, secret, **options)

    @app.post("/login", status_code=status.HTTP_204_NO_CONTENT)
    async def login(request: Request, who: Credentials) -> None:
        if who.name not in STAFF or STAFF[who.name] != who.pin:
            raise HTTPException(401, detail="Wrong name or pin")
        save(request, Desk(number=people.index(who.name)))

    @app.get("/me")
    async def me(request: Request):
        number = load(request).number
        if number is None:
            raise HTTPException(401, detail="Log in first")
        return {"name": people[number]}

    @app.put("/draft", status_code=status.HTTP_204_NO_CONTENT)
    async def write(request: Request, draft: Text) -> None:
        save(request, load(request).model_copy(update={"text": draft.text}))

    @app.get("/draft")
    async def read(request: Request) -> Text:
        return Text(text=load(request).text)

    @app.post("/logout", status_code=status.HTTP_204_NO_CONTENT)
    async def logout(request: Request) -> None:
        request.session.pop("desk", None)

    return app
