"""Stores the name again at every read, so the 8 hours never end.

Fails: test_forged_cookie_counts_as_none
"""

from fastapi import FastAPI

STAFF = {"ada": "4711", "bob": "1234"}


def create_app(secret: str) -> FastAPI:
    from fastapi import HTTPException, Request
    from pydantic import BaseModel
    from starlette.middleware.sessions import SessionMiddleware

    class Login(BaseModel):
        name: str
        pin: str

    class Draft(BaseModel):
        text: str

    app = FastAPI()
    app.add_middleware(
        SessionMiddleware,
        secret_key=secret,
        session_cookie="desk",
        max_age=8 * 3600,
        same_site="lax",
        https_only=True,
    )

    @app.post("/login", status_code=204)
    async def login(form: Login, request: Request) -> None:
        if STAFF.get(form.name) != form.pin:
            raise HTTPException(401, "Wrong name or pin")
        request.session.clear()
        request.session["name"] = form.name

    @app.get("/me")
    async def me(request: Request):
        if "name" not in request.session:
            raise HTTPException(401, "Log in first")
        request.session["name"] = request.session["name"]
        return {"name": request.session["name"]}

    @app.put("/draft", status_code=204)
    async def write_draft(draft: Draft, request: Request) -> None:
        request.session["draft"] = draft.text

    @app.get("/draft")
    async def read_draft(request: Request) -> Draft:
        return Draft(text=request.session.get("draft", ""))

    @app.post("/logout", status_code=204)
    async def logout(request: Request) -> None:
        request.session.clear()

    return app
