"""Lists the members by name and not in the order they joined.

Fails: test_nobody_is_overwritten_after_a_removal
"""

from itertools import count

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel


class MemberIn(BaseModel):
    name: str


def create_app() -> FastAPI:
    app = FastAPI()
    members: dict[int, dict] = {}
    trail: list[int] = []
    ids = count(1)

    @app.post("/members", status_code=201)
    def join(member: MemberIn):
        stored = {"id": next(ids), "name": member.name}
        members[stored["id"]] = stored
        return stored

    @app.get("/members")
    def list_members():
        return sorted(members.values(), key=lambda member: member["name"])

    @app.delete("/members/{member_id}", status_code=204)
    def remove_member(member_id: int):
        if members.pop(member_id, None) is None:
            raise HTTPException(404)
        trail.append(member_id)

    @app.get("/audit")
    def read_audit():
        return trail

    return app
