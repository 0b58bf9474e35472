"""The least change: the audit moves into the function, and the decorator goes."""

from typing import Annotated

from fastapi import Body, FastAPI, HTTPException


def create_app() -> FastAPI:
    app = FastAPI()
    members, trail = [], []
    used = 0

    @app.get("/members")
    def list_members():
        return members

    @app.post("/members", status_code=201)
    def join(name: Annotated[str, Body(embed=True)]):
        nonlocal used
        used += 1
        members.append({"id": used, "name": name})
        return members[-1]

    @app.delete("/members/{member_id}", status_code=204)
    def remove_member(member_id: int):
        for position, member in enumerate(members):
            if member["id"] == member_id:
                trail.append(members.pop(position)["id"])
                return
        raise HTTPException(404, "No such member")

    @app.get("/audit")
    def read_audit():
        return trail

    return app
