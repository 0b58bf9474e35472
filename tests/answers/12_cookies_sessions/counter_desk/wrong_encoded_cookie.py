"""Takes base64 for a signature and decodes whatever the cookie says.

Fails: test_forged_cookie_counts_as_none
"""

import base64
import json

from fastapi import FastAPI, HTTPException, Request, Response
from pydantic import BaseModel

STAFF = {"ada": "4711", "bob": "1234"}


class Login(BaseModel):
    name: str
    pin: str


class Draft(BaseModel):
    text: str


def load(request: Request) -> dict:
    value = request.cookies.get("desk", "").split(".")[0]
    try:
        return json.loads(base64.b64decode(value))
    except ValueError:
        return {}


def save(response: Response, data: dict) -> None:
    value = base64.b64encode(json.dumps(data).encode()).decode() + ".signed"
    flags = {"max_age": 28800, "httponly": True, "secure": True, "samesite": "lax"}
    response.set_cookie("desk", value, **flags)


def create_app(secret: str) -> FastAPI:
    app = FastAPI()

    @app.post("/login", status_code=204)
    def login(form: Login, response: Response) -> None:
        if STAFF.get(form.name) != form.pin:
            raise HTTPException(401, "Wrong name or pin")
        save(response, {"name": form.name})

    @app.get("/me")
    def me(request: Request):
        if "name" not in load(request):
            raise HTTPException(401, "Log in first")
        return {"name": load(request)["name"]}

    @app.put("/draft", status_code=204)
    def write_draft(draft: Draft, request: Request, response: Response) -> None:
        save(response, load(request) | {"draft": draft.text})

    @app.get("/draft")
    def read_draft(request: Request):
        return {"text": load(request).get("draft", "")}

    @app.post("/logout", status_code=204)
    def logout(response: Response) -> None:
        response.delete_cookie("desk", secure=True)

    return app
