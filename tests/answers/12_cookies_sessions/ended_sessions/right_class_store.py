"""One store class with request.cookies, async routes and own responses."""

import secrets

from fastapi import Body, FastAPI, HTTPException, Request, Response

STAFF = {"ada": "4711", "bob": "1234"}
NAME = "__Host-sid"


class Store:
    def __init__(self, now):
        self.now = now
        self.rows = {}

    def touch(self, sid):
        t = self.now()
        row = self.rows.get(sid)
        if row is None:
            return None
        if t >= row["until"] or t >= row["idle"]:
            self.rows.pop(sid)
            return None
        row["idle"] = t + 1800
        return row["name"]

    def open(self, name):
        t = self.now()
        sid = secrets.token_hex(24)
        self.rows[sid] = {"name": name, "until": t + 28800, "idle": t + 1800}
        return sid

    def of(self, name):
        t = self.now()
        return [
            sid
            for sid, row in self.rows.items()
            if row["name"] == name and t < row["until"] and t < row["idle"]
        ]

    def end(self, *sids):
        for sid in sids:
            self.rows.pop(sid, None)


def create_app(now) -> FastAPI:
    app = FastAPI()
    store = Store(now)

    def user(request: Request) -> str:
        name = store.touch(request.cookies.get(NAME))
        if name is None:
            raise HTTPException(401, headers={"WWW-Authenticate": "Cookie"})
        return name

    def gone() -> Response:
        value = f"{NAME}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0"
        return Response(status_code=204, headers={"Set-Cookie": value})

    @app.post("/login")
    async def login(request: Request, name: str = Body(), pin: str = Body()):
        old = request.cookies.get(NAME)
        store.touch(old)
        if STAFF.get(name) != pin:
            raise HTTPException(401)
        store.end(old)
        value = f"{NAME}={store.open(name)}; Path=/; Secure; HttpOnly; SameSite=Lax"
        return Response(status_code=204, headers={"Set-Cookie": value})

    @app.get("/me")
    async def me(request: Request):
        return {"name": user(request)}

    @app.get("/sessions")
    async def sessions(request: Request):
        return {"open": len(store.of(user(request)))}

    @app.post("/logout")
    async def logout(request: Request):
        store.end(request.cookies.get(NAME))
        return gone()

    @app.post("/logout-everywhere")
    async def everywhere(request: Request):
        store.end(*store.of(user(request)))
        return gone()

    return app
