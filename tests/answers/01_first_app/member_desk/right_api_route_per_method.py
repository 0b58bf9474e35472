"""Keeps api_route, with one method each and explicit operation ids; audits in a middleware."""

from fastapi import FastAPI, HTTPException, Request
from pydantic import BaseModel


class MemberIn(BaseModel):
    name: str


def create_app() -> FastAPI:
    app = FastAPI()
    app.state.members, app.state.trail, app.state.last = {}, [], 0

    @app.middleware("http")
    async def audit(request: Request, call_next):
        response = await call_next(request)
        if request.method == "DELETE" and response.status_code == 204:
            app.state.trail.append(int(request.url.path.rpartition("/")[2]))
        return response

    @app.api_route("/members", methods=["POST"], status_code=201, operation_id="join")
    def join(member: MemberIn):
        app.state.last += 1
        stored = {"id": app.state.last, "name": member.name}
        app.state.members[app.state.last] = stored
        return stored

    @app.api_route("/members", methods=["GET"], operation_id="members")
    def members():
        return list(app.state.members.values())

    @app.api_route("/members/{member_id}", methods=["DELETE"], status_code=204)
    def remove(member_id: int):
        if app.state.members.pop(member_id, None) is None:
            raise HTTPException(404)

    @app.api_route("/audit", methods=["GET"])
    def audit_trail():
        return app.state.trail

    return app
